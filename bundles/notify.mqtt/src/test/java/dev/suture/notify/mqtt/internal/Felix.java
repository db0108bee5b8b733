// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A real Felix with this bundle as it is built, and what it needs; made of the test's class path. */
final class Felix {
    private static final List<String> NEEDED = List.of("org.osgi.util.function", "org.osgi.util.promise",
            "org.osgi.service.component", "org.apache.felix.log", "org.apache.felix.configadmin",
            "org.apache.felix.scr", "gson", "bcprov-jdk18on", "dev.suture.api", "dev.suture.tuf");

    private final Framework framework;
    private final Bundle mqtt;

    Felix(Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", storage.toString(),
                "felix.log.level", "1", "org.osgi.framework.bsnversion", "multiple", "suture.product",
                Samples.TOPICS.product(), "suture.base",
                Samples.TOPICS.base(), "suture.device", Samples.TOPICS.device()));
        framework.start();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (String name : NEEDED) {
            bundles.add(context.installBundle(location(find(name))));
        }
        mqtt = context.installBundle(location(Path.of("target", "classes").toAbsolutePath()));
        bundles.add(mqtt);
        for (Bundle bundle : bundles) {
            bundle.start();
        }
    }

    Bundle mqtt() {
        return mqtt;
    }

    /** Starts another copy of the bundle, as a swap does. */
    Bundle startCopy(Path folder) throws Exception {
        Path classes = Path.of("target", "classes").toAbsolutePath();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(classes.relativize(file).toString()), REPLACE_EXISTING);
            }
        }
        Bundle copy = framework.getBundleContext().installBundle(location(folder));
        copy.start();
        return copy;
    }

    /** Configures the component; by reflection, since the framework's classes are not the test's. */
    void configure(String pid, Dictionary<String, Object> values) throws Exception {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?> reference = context
                .getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0];
        Object admin = context.getService(reference);
        Class<?> type = reference.getBundle().loadClass("org.osgi.service.cm.ConfigurationAdmin");
        Object configuration = type.getMethod("getConfiguration", String.class, String.class).invoke(admin, pid, "?");
        reference.getBundle().loadClass("org.osgi.service.cm.Configuration").getMethod("update", Dictionary.class)
                .invoke(configuration, values);
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static String location(Path path) {
        return "reference:" + path.toUri();
    }

    /** A jar or a folder of classes on the class path, by the name of its artifact. */
    private static Path find(String artifact) {
        String folder = File.separator + artifact.replace("dev.suture.", "") + File.separator + "target";
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches(artifact + "-\\d.*\\.jar")
                        || entry.contains(folder + File.separator + "classes"))
                .map(Path::of).findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
    }
}
