// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

import dev.suture.anchor.SwitchScript;

/** A framework with the anchor and generation 1: {@code demo.lib} 1.0.0 and {@code demo.user}. */
final class Gateway extends AnchoredFramework {
    final Bundle exporter;
    final Bundle user;

    Gateway(Path root, Path libraryJar, Path userJar) throws IOException, BundleException {
        this(root, Current.first(1), libraryJar, userJar);
    }

    Gateway(Path root, Current current, Path libraryJar, Path userJar) throws IOException, BundleException {
        super(root, current);
        exporter = install(1, libraryJar);
        user = install(1, userJar);
        exporter.start();
        user.start();
    }

    /** The script from generation 1 to 2, whose bundles are these. */
    SwitchScript script(SwitchScript.Limits limits, Path libraryJar, Path userJar) throws IOException {
        return new SwitchScript(1, 2,
                List.of(start(2, libraryJar, "demo.lib", "2.0.0"), start(2, userJar, "demo.user", "1.0.0")),
                List.of(user.getBundleId(), exporter.getBundleId()), limits);
    }

    /** What is started of this jar, in a generation. */
    SwitchScript.Start start(int generation, Path jar, String name, String version) throws IOException {
        Path file = place(generation, jar);
        return new SwitchScript.Start(file, sha256(file), name, version, 1, true);
    }

    /** What the users' services answer. */
    List<String> answers() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>();
        ServiceReference<?>[] references = context().getAllServiceReferences(Supplier.class.getName(), null);
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            answers.add((String) ((Supplier<?>) context().getService(reference)).get());
            context().ungetService(reference);
        }
        return answers;
    }

    /** The copy of this name that is not of generation 1. */
    Bundle copy(String name) {
        return bundles(name).stream().filter(bundle -> bundle != exporter && bundle != user).findFirst().orElseThrow();
    }

    /** The version of the library this bundle is wired to. */
    static Version wiredTo(Bundle bundle) {
        for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires("osgi.wiring.package")) {
            if ("demo.lib".equals(wire.getCapability().getAttributes().get("osgi.wiring.package"))) {
                return wire.getProvider().getBundle().getVersion();
            }
        }
        throw new AssertionError(bundle + " is not wired to the library");
    }
}
