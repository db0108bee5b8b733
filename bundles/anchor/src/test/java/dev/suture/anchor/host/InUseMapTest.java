// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;

/** What a swap leaves in Felix's map of services in use. */
@Timeout(180)
class InUseMapTest {
    private static final Limits AMPLE = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
    private static final int SWAPS = 50;

    @TempDir
    Path made;
    @TempDir
    Path root;
    private Path user;
    private Gateway gateway;

    @BeforeEach
    void boot() throws Exception {
        TestJars jars = new TestJars(made);
        Path library = jars.exporter("1.0.0");
        user = jars.user("user",
                "context.getService(context.getServiceReference(java.util.concurrent.Callable.class));", library);
        gateway = new Gateway(root, library, jars.user("first", "", library));
        gateway.context().registerService(Callable.class, () -> "used by every user", null);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void fiftySwapsLeaveNoUninstalledBundle() throws Exception {
        for (int from = 1; from <= SWAPS; from++) {
            swap(from);
            gateway.anchor.confirm();
        }
        assertEquals(List.of(), uninstalledUsers());
        Bundle last = gateway.bundles("demo.user").get(0);
        assertTrue(users().contains(last), "whoever runs is still there");
        assertEquals(1, last.getServicesInUse().length);
        assertEquals(List.of(), gateway.logged);
    }

    @Test
    void neitherDoesATakingBack() throws Exception {
        swap(1);
        assertTrue(users().contains(gateway.bundles("demo.user").get(1)));
        gateway.anchor.revert("asked to");
        assertEquals(List.of(), uninstalledUsers());
    }

    @Test
    void aFrameworkWithoutSuchAMapIsLeftAlone() {
        List<String> said = new ArrayList<>();
        Bundle bundle = gateway.bundles("demo.user").get(0);
        InUseMap.of(bundle, (message, cause) -> said.add(message)).forget(bundle);
        assertEquals(List.of(), said);
    }

    @Test
    void whatIsInstalledIsNotForgotten() throws Exception {
        swap(1);
        Bundle running = gateway.bundles("demo.user").get(1);
        InUseMap.of(gateway.framework, (message, cause) -> gateway.logged.add(message)).forget(running);
        assertTrue(users().contains(running));
        assertFalse(gateway.answers().isEmpty());
    }

    private void swap(int from) throws Exception {
        List<Bundle> running = gateway.bundles("demo.user");
        SwitchScript script = new SwitchScript(from, from + 1,
                List.of(gateway.start(from + 1, user, "demo.user", "1.0.0")),
                List.of(running.get(running.size() - 1).getBundleId()), AMPLE);
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.execute(script, bundles -> Optional.empty()));
    }

    private List<Bundle> uninstalledUsers() throws ReflectiveOperationException {
        return users().stream().filter(bundle -> bundle.getState() == Bundle.UNINSTALLED).toList();
    }

    private List<Bundle> users() throws ReflectiveOperationException {
        Map<?, ?> users = (Map<?, ?>) get(get(gateway.framework, "m_registry"), "m_inUseMap");
        List<Bundle> bundles = new ArrayList<>();
        users.keySet().forEach(user -> bundles.add((Bundle) user));
        return bundles;
    }

    private static Object get(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
