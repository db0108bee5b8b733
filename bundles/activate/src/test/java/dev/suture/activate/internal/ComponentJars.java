// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import dev.suture.anchor.host.TestJars;

/** Makes bundles of one component each, and a framework with Declarative Services for them. */
final class ComponentJars {
    private static final String[] SHARED = {"org.osgi.service.component;version=1.5.1",
            "org.osgi.service.component.propertytypes;version=1.5",
            "org.osgi.service.component.runtime;version=1.5", "org.osgi.service.component.runtime.dto;version=1.5",
            "org.osgi.util.promise;version=1.3", "org.osgi.util.function;version=1.2",
            "dev.suture.activate;version=1.0",
            "dev.suture.health;version=1.0", "dev.suture.patch;version=1.0", "dev.suture.stage;version=1.0"};

    private static final String SUPPLIES = "<service><provide interface='java.util.function.Supplier'/></service>";

    private final TestJars jars;

    ComponentJars(Path folder) {
        jars = new TestJars(folder);
    }

    /** A framework in which Declarative Services run, as a foreign bundle. */
    static TestDevice device(Path root) throws Exception {
        return device(root, true);
    }

    static TestDevice device(Path root, boolean attended) throws Exception {
        TestDevice device = new TestDevice(root, attended, SHARED);
        Class<?> inside = Class.forName("org.apache.felix.scr.impl.Activator");
        device.install(new File(inside.getProtectionDomain().getCodeSource().getLocation().toURI()).toPath()).start();
        return device;
    }

    /** What every {@code Supplier} in the framework answers. */
    static List<String> answers(BundleContext context) throws Exception {
        List<String> answers = new ArrayList<>();
        ServiceReference<?>[] references = context.getAllServiceReferences(Supplier.class.getName(), null);
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            answers.add((String) ((Supplier<?>) context.getService(reference)).get());
            context.ungetService(reference);
        }
        return answers;
    }

    /** {@code demo.part}, a delayed component that supplies its version. */
    Path part(String version) throws IOException {
        return part(version, "");
    }

    /** The same, which runs a statement when it is activated. */
    Path part(String version, String statement) throws IOException {
        return component("demo.part", version, statement, SUPPLIES);
    }

    /** A component that needs a service nobody has. */
    Path unsatisfied(String name, String version) throws IOException {
        return component(name, version, "",
                SUPPLIES + "<reference name='r' interface='java.util.concurrent.Callable'/>");
    }

    /** {@code demo.part}, without a service and activated at once. */
    Path immediate(String version, String statement) throws IOException {
        return component("demo.part", version, statement, "");
    }

    /** A component that holds a {@code Supplier}. */
    Path watcher(String name, String policy) throws IOException {
        return component(name, "1.0.0", "", "<reference name='r' interface='java.util.function.Supplier' policy='"
                + policy + "' cardinality='0..1' policy-option='greedy' bind='set' unbind='unset'/>");
    }

    /** A bundle with nothing in it. */
    Path plain(String name, String version) throws IOException {
        return jars.jar(name + "-" + version, Map.of("Bundle-SymbolicName", name, "Bundle-Version", version), Map.of(),
                List.of());
    }

    private Path component(String name, String version, String statement, String elements) throws IOException {
        String source = "package " + name + "; import java.util.function.Supplier;"
                + "public class Part implements Supplier<String> { public void activate() {" + statement + "}"
                + "public void set(Supplier<?> other) { } public void unset(Supplier<?> other) { }"
                + "public String get() { return \"" + version + "\"; } }";
        String description = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + name
                + "' activate='activate'><implementation class='" + name + ".Part'/>" + elements + "</scr:component>";
        return jars.jar(name + "-" + version,
                Map.of("Bundle-SymbolicName", name, "Bundle-Version", version, "Service-Component",
                        "OSGI-INF/part.xml"),
                Map.of(name.replace('.', '/') + "/Part.java", source, "OSGI-INF/part.xml", description), List.of());
    }
}
