// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.runtime.state.RootLock;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

class GuestActivatorTest {
    @TempDir
    Path root;

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("nobody thought of it"), new NoClassDefFoundError("of/the/Host"));
    }

    /** A framework does not stop what did not start, so the host could not start it again before its own end. */
    @ParameterizedTest
    @MethodSource("failures")
    void anUnforeseenFailureGivesTheStateRootBack(Throwable failure) throws Exception {
        Samples.prepared(Optional.empty()).write(root);
        BundleException thrown = assertThrows(BundleException.class,
                () -> new GuestActivator().start(host(failure)));
        assertEquals("the updater does not start: " + failure, thrown.getMessage());
        assertEquals(BundleException.ACTIVATOR_ERROR, thrown.getType());
        assertSame(failure, thrown.getCause());
        assertTrue(Files.readString(root.resolve("guest.log")).endsWith(thrown.getMessage() + "\n"));
        RootLock.take(root).close();
    }

    /** The context in a host that fails as soon as it is asked for a start level: the guest has its lock by then. */
    private BundleContext host(Throwable failure) {
        Dictionary<String, String> headers = new Hashtable<>(Map.of(GuestActivator.ROOT, root.toString()));
        BundleContext[] context = new BundleContext[1];
        Bundle bundle = fake(Bundle.class, method -> switch (method) {
        case "getHeaders" -> headers;
        case "getBundleContext" -> context[0];
        case "adapt" -> throw failure;
        default -> throw new UnsupportedOperationException(method);
        });
        context[0] = fake(BundleContext.class, method -> switch (method) {
        case "getBundle" -> bundle;
        case "getProperty" -> null;
        default -> throw new UnsupportedOperationException(method);
        });
        return context[0];
    }

    private interface Answers {
        Object to(String method) throws Throwable;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> answers.to(method.getName())));
    }
}
