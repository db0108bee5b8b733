// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import dev.suture.runtime.ControlClient;
import dev.suture.runtime.UserError;
import dev.suture.runtime.demo.Polling;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** A bundle that somebody installed offers itself as the verifier, ranked before the real one. */
class SpoofedVerifierTest {
    private static final String VERIFIER = "dev.suture.verify.Verifier";

    @TempDir
    Path folder;

    @Test
    void aForeignBundleIsNotAskedWhateverItsRanking() throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        AtomicInteger asked = new AtomicInteger();
        try (Gateway gateway = Gateway.boot(root, "gateway")) {
            Bundle rogue = install(gateway.launcher().context());
            Class<?> contract = find(gateway.launcher().context(), "dev.suture.api").loadClass(VERIFIER);
            Object poser = Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[]{contract},
                    (self, method, arguments) -> {
                        asked.incrementAndGet();
                        throw new IllegalStateException("asked");
                    });
            Dictionary<String, Object> first = new Hashtable<>();
            first.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
            rogue.getBundleContext().registerService(VERIFIER, poser, first);
            JsonObject before = status(root);
            new ControlClient(root, ControlClient.PATIENCE).ask("check");
            JsonObject after = Polling.await(Duration.ofMinutes(1), () -> Optional.of(status(root)).filter(
                    status -> status.has("lastCheck") && !status.get("lastCheck").equals(before.get("lastCheck"))))
                    .orElseThrow();
            assertEquals("[\"com.acme.rogue as Verifier\"]", after.get("posers").toString());
            assertEquals(0, asked.get());
        }
    }

    private Bundle install(BundleContext context) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme.rogue");
        Path jar = folder.resolve("rogue.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.flush();
        }
        Bundle rogue = context.installBundle(jar.toUri().toString());
        rogue.start();
        return rogue;
    }

    private static Bundle find(BundleContext context, String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + name);
    }

    private static JsonObject status(Path root) throws IOException, InterruptedException {
        return Polling.await(Duration.ofMinutes(1), () -> {
            try {
                return Optional.of(new ControlClient(root, ControlClient.PATIENCE).ask("status"));
            } catch (UserError e) {
                return Optional.empty(); // it is not up yet
            }
        }).orElseThrow();
    }
}
