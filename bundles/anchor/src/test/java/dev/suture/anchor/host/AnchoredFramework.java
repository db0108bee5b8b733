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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

import dev.suture.anchor.Anchor;

/** A running framework with the anchor in it, as the launcher makes it, on generation 1. */
public class AnchoredFramework {
    private static final String ANCHOR = "dev.suture.anchor;version=1.0.0";

    /** The state root. */
    public final Path root;
    public final Framework framework;
    public final Anchor anchor;
    /** What the anchor said. */
    public final List<String> logged = new CopyOnWriteArrayList<>();
    /** What stopped, in order. */
    public final List<Bundle> stopped = new CopyOnWriteArrayList<>();
    /** How often the anchor wanted a relaunch. */
    public final AtomicInteger relaunches = new AtomicInteger();
    private final AnchorHost host;

    /**
     * Starts it.
     *
     * @param current what {@code current.json} says
     * @param shared packages of the test's class path, with versions, that bundles may import
     */
    public AnchoredFramework(Path root, Current current, String... shared) throws IOException, BundleException {
        this(root, current, true, shared);
    }

    /** As above; @param attended whether somebody boots it again after a relaunch */
    public AnchoredFramework(Path root, Current current, boolean attended, String... shared)
            throws IOException, BundleException {
        this.root = root;
        new CurrentFile(root).write(current);
        String exported = shared.length == 0 ? ANCHOR : ANCHOR + "," + String.join(",", shared);
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE,
                root.resolve("framework").toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exported,
                "suture.root", root.toString()));
        framework.init();
        host = AnchorHost.register(framework.getBundleContext(), root,
                attended ? Optional.of(relaunches::incrementAndGet) : Optional.empty(),
                (message, cause) -> logged.add(message));
        framework.start();
        anchor = context().getService(context().getServiceReference(Anchor.class));
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPED) {
                stopped.add(event.getBundle());
            }
        };
        context().addBundleListener(listener);
    }

    /** The system bundle's context. */
    public final BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a jar as a managed bundle of a generation. */
    public final Bundle install(int generation, Path jar) throws IOException, BundleException {
        return install(place(generation, jar));
    }

    /** Installs this file, which stays where it is. */
    public final Bundle install(Path file) throws BundleException {
        return context().installBundle(FileLocation.of(file));
    }

    /** The installed bundles of this name, the oldest first. */
    public final List<Bundle> bundles(String name) {
        return Arrays.stream(context().getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).toList();
    }

    /** Puts a jar into the folder of a generation. */
    public final Path place(int generation, Path jar) throws IOException {
        return place(generation, jar, jar.getFileName().toString());
    }

    /** Puts a jar into the folder of a generation under this name. */
    public final Path place(int generation, Path jar, String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("generations").resolve(Integer.toString(generation)));
        return Files.copy(jar, folder.resolve(name));
    }

    /** The SHA-256 of a file in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it. */
    public final void close() throws BundleException, InterruptedException {
        host.close();
        framework.stop();
        framework.waitForStop(20_000);
    }
}
