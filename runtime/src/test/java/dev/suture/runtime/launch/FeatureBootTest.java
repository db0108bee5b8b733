// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

import dev.suture.runtime.UserError;

/** Every shipped feature boots, and what boots is what the generation says. */
class FeatureBootTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"core", "gateway", "core http", "gateway http demo"})
    void everyBundleOfAFeatureRuns(String features) throws Exception {
        try (Gateway gateway = Gateway.boot(root, features.split(" "))) {
            if (features.contains("http")) {
                gateway.awaitHttp();
            }
            assertEquals(List.of(), notRunning(gateway));
            assertEquals(Gateway.BASE, gateway.launcher().generation().origin().label());
        }
    }

    @Test
    void aDamagedFileIsRefusedBeforeTheFrameworkSeesIt() throws IOException {
        Gateway.boot(root, "core").close();
        try (var files = Files.list(root.resolve("generations/1"))) {
            Path victim = files.findFirst().orElseThrow();
            assertTrue(victim.toFile().setWritable(true));
            Files.write(victim, new byte[]{0});
        }
        UserError error = assertThrows(UserError.class, () -> Launcher.boot(root, Map.of(), false, line -> {}));
        assertTrue(error.getMessage().contains("no generation"), error.getMessage());
    }

    @Test
    void noThreadOfTheFrameworkSeesTheLaunchersClassPath() throws Exception {
        try (Gateway gateway = Gateway.boot(root, "core", "http")) {
            gateway.awaitHttp();
            ClassLoader launchers = Launcher.class.getClassLoader();
            List<String> seeing = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().matches("(Felix|SCR|CM |EventAdmin|suture-agent|qtp).*"))
                    .filter(thread -> thread.getContextClassLoader() == launchers).map(Thread::getName).toList();
            assertEquals(List.of(), seeing);
        }
    }

    @Test
    void aServiceLoaderInABundleFindsBundlesAndNotTheLaunchersJars() throws Exception {
        try (Gateway gateway = Gateway.boot(root, "core", "http")) {
            gateway.awaitHttp();
            Bundle slf4j = Arrays.stream(gateway.launcher().context().getBundles())
                    .filter(bundle -> "slf4j.api".equals(bundle.getSymbolicName())).findFirst().orElseThrow();
            Object factory = slf4j.loadClass("org.slf4j.LoggerFactory").getMethod("getILoggerFactory").invoke(null);
            assertEquals("org.slf4j.jul.JDK14LoggerFactory", factory.getClass().getName());
        }
    }

    private static List<String> notRunning(Gateway gateway) {
        return Arrays.stream(gateway.launcher().context().getBundles())
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE).map(Bundle::toString).toList();
    }
}
