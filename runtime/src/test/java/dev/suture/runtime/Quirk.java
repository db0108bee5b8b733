// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** The activator of a bundle that works but for one thing. */
public final class Quirk implements BundleActivator {
    private static final String HEADER = "Quirk";
    /** Long after the switch, and well before the end of the watch window. */
    private static final long SOON = 1_000_000_000;

    /** What is odd about it. */
    enum Kind {
        /** It stops itself. */
        STOPS,
        /** It stops itself and starts again, over and over. */
        LOOPS,
        /** It has a gate that looks beyond the host and is green. */
        UPLINK,
        /** The same gate is red. */
        NO_UPLINK
    }

    /** The same jar in another version, with a quirk. */
    static Path give(Path jar, Kind kind, String version, Path result) throws IOException {
        try (JarFile source = new JarFile(jar.toFile())) {
            try (OutputStream file = Files.newOutputStream(result);
                    JarOutputStream out = new JarOutputStream(file, manifest(source.getManifest(), kind, version))) {
                for (JarEntry entry : source.stream().filter(each -> !each.getName().equals(JarFile.MANIFEST_NAME))
                        .toList()) {
                    put(out, entry.getName(), source.getInputStream(entry));
                }
                for (Class<?> type : new Class<?>[]{Quirk.class, Kind.class}) {
                    String name = type.getName().replace('.', '/') + ".class";
                    put(out, name, Quirk.class.getResourceAsStream("/" + name));
                }
            }
        }
        return result;
    }

    private static Manifest manifest(Manifest manifest, Kind kind, String version) {
        Attributes main = manifest.getMainAttributes();
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", Quirk.class.getName());
        main.putValue(HEADER, kind.name());
        main.putValue("Import-Package", main.getValue("Import-Package") + ",org.osgi.framework,dev.suture.health");
        return manifest;
    }

    private static void put(JarOutputStream out, String name, InputStream content) throws IOException {
        try (content) {
            out.putNextEntry(new JarEntry(name));
            content.transferTo(out);
        }
    }

    @Override
    public void start(BundleContext context) {
        Kind kind = Kind.valueOf(context.getBundle().getHeaders("").get(HEADER));
        if (kind == Kind.STOPS || kind == Kind.LOOPS) {
            new Thread(() -> stop(context.getBundle(), kind), "quirk").start();
        } else {
            Health says = kind == Kind.UPLINK ? Health.green() : Health.red("nobody answers");
            context.registerService(HealthGate.class, () -> says, null);
        }
    }

    private static void stop(Bundle bundle, Kind kind) {
        LockSupport.parkNanos(SOON);
        try {
            bundle.stop();
            if (kind == Kind.LOOPS) {
                bundle.start();
            }
        } catch (BundleException | IllegalStateException e) {
            throw new IllegalStateException("this bundle was taken away", e);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // What is registered goes with the bundle.
    }
}
