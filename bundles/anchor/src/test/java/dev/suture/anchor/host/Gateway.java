// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.SwitchScript;

/** A framework with the anchor and generation 1: {@code demo.lib} 1.0.0 and {@code demo.user}. */
final class Gateway {
    final Path root;
    final Framework framework;
    final AnchorHost host;
    final Anchor anchor;
    final Bundle library;
    final Bundle user;
    final List<String> logged = new CopyOnWriteArrayList<>();
    /** What stopped, in order. */
    final List<Bundle> stopped = new CopyOnWriteArrayList<>();

    Gateway(Path root, Path libraryJar, Path userJar) throws IOException, BundleException {
        this.root = root;
        new CurrentFile(root).write(Current.first(1));
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE,
                root.resolve("framework").toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "dev.suture.anchor;version=1.0.0"));
        framework.init();
        host = AnchorHost.register(framework.getBundleContext(), root, (message, cause) -> logged.add(message));
        framework.start();
        anchor = context().getService(context().getServiceReference(Anchor.class));
        library = context().installBundle(Preparation.location(place(1, libraryJar)));
        user = context().installBundle(Preparation.location(place(1, userJar)));
        library.start();
        user.start();
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPED) {
                stopped.add(event.getBundle());
            }
        };
        context().addBundleListener(listener);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The script from generation 1 to 2, whose bundles are these. */
    SwitchScript script(SwitchScript.Limits limits, Path libraryJar, Path userJar) throws IOException {
        return new SwitchScript(1, 2,
                List.of(start(libraryJar, "demo.lib", "2.0.0"), start(userJar, "demo.user", "1.0.0")),
                List.of(user.getBundleId(), library.getBundleId()), limits);
    }

    private SwitchScript.Start start(Path jar, String name, String version) throws IOException {
        Path file = place(2, jar);
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

    List<Bundle> bundles(String name) {
        return Arrays.stream(context().getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).toList();
    }

    /** The copy of this name that is not of generation 1. */
    Bundle copy(String name) {
        return bundles(name).stream().filter(bundle -> bundle != library && bundle != user).findFirst().orElseThrow();
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

    Path place(int generation, Path jar) throws IOException {
        Path folder = Files.createDirectories(root.resolve("generations").resolve(Integer.toString(generation)));
        return Files.copy(jar, folder.resolve(jar.getFileName()));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() throws BundleException, InterruptedException {
        host.close();
        framework.stop();
        framework.waitForStop(20_000);
    }
}
