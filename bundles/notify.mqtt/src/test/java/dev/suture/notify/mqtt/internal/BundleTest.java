// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The bundle as it is built, in a framework: it resolves, Paho finds its parts in it, TLS
 * holds on to nothing of it, and it goes without a trace.
 */
@Timeout(90)
class BundleTest {
    private static final int COLLECTIONS = 40;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    @TempDir
    private Path storage;

    @Test
    void connectsFromItsOwnClassLoaderAndIsCollected(@TempDir Path folder) throws Exception {
        int port = TestBroker.freePort();
        int securePort = TestBroker.freePort();
        TestPki pki = new TestPki(folder);
        TestBroker broker = new TestBroker(port, securePort, pki);
        Outsider outsider = new Outsider(port);
        Felix felix = new Felix(storage);
        try {
            felix.configure("dev.suture.notify.mqtt",
                    new Hashtable<>(Map.of("broker", "ssl://127.0.0.1:" + securePort, "trust", pki.device().trust(),
                            "certificate", pki.device().certificate(), "key", pki.device().key())));
            String coming = outsider.await(Samples.TOPICS.online(), text -> text.contains("true")).text();
            PhantomReference<ClassLoader> loader = loader(felix.mqtt());
            long start = System.nanoTime();
            felix.mqtt().stop();
            assertTrue(System.nanoTime() - start < 5_000_000_000L, "stopping is bounded");
            assertEquals(coming.replace("true", "false"), outsider.await(Samples.TOPICS.online(), text -> true).text());
            Device.assertNoThreads();
            felix.mqtt().uninstall();
            awaitCollected(loader);
        } finally {
            felix.stop();
            outsider.stop();
            broker.stop();
        }
    }

    @Test
    void aCopyConnectsWhenTheFirstHasLeft(@TempDir Path folder) throws Exception {
        int port = TestBroker.freePort();
        TestBroker broker = new TestBroker(port);
        Outsider outsider = new Outsider(port);
        Felix felix = new Felix(storage);
        try {
            felix.configure("dev.suture.notify.mqtt",
                    new Hashtable<>(Map.of("broker", TestBroker.address(port).toString())));
            String first = outsider.await(Samples.TOPICS.online(), text -> text.contains("true")).text();
            felix.startCopy(folder);
            felix.mqtt().stop();
            // Had they met, the broker had cut the first off, and it could not have said goodbye.
            assertEquals(first.replace("true", "false"), outsider.await(Samples.TOPICS.online(), text -> true).text());
            String second = outsider.await(Samples.TOPICS.online(), text -> true).text();
            assertTrue(second.contains("true") && !second.equals(first), second);
        } finally {
            felix.stop();
            outsider.stop();
            broker.stop();
        }
    }

    private PhantomReference<ClassLoader> loader(Bundle bundle) {
        return new PhantomReference<>(bundle.adapt(BundleWiring.class).getClassLoader(), collected);
    }

    private void awaitCollected(PhantomReference<ClassLoader> loader) throws InterruptedException {
        Reference<?> found = null;
        for (int i = 0; i < COLLECTIONS && found == null; i++) {
            System.gc();
            found = collected.remove(250);
        }
        assertNotNull(found, "something still holds the bundle's class loader");
        assertEquals(loader, found);
    }
}
