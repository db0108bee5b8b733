// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

import dev.suture.anchor.host.AnchorHost;
import dev.suture.anchor.host.BootChoice;
import dev.suture.runtime.UserError;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * Boots one generation. Before the framework exists it chooses the generation and checks its files; the framework's own
 * storage is made anew at every boot, because frameworks trust what they once extracted.
 */
public final class Launcher implements AutoCloseable {
    private static final int START_LEVEL = 100;
    private static final long STOP_MILLIS = 10_000;
    private static final String EXPORTED = "dev.suture.anchor;version=1.0.0";

    private final Path root;
    private final Framework framework;
    private final Generation generation;
    private final Ending ending;

    private Launcher(Path root, Framework framework, Generation generation, Ending ending) {
        this.root = root;
        this.framework = framework;
        this.generation = generation;
        this.ending = ending;
    }

    /**
     * Boots what this state root says.
     *
     * @param properties framework properties beside the launcher's own
     * @param attended whether whoever started this process starts it again for a relaunch
     * @param log takes one line for each thing worth telling
     * @throws UserError if no generation on the disk is whole
     */
    public static Launcher boot(Path root, Map<String, String> properties, boolean attended, Consumer<String> log)
            throws IOException, BundleException {
        Generation generation = new Boot(root, log).choose();
        new ConfigurationFiles(root).writeMissing(generation.configurations());
        Disk.removeTree(root.resolve("framework"));
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(configuration(root, properties));
        Ending ending = new Ending(framework);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        // Every thread of the framework inherits it: by the launcher's, a ServiceLoader in a bundle would find our own jars.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            AnchorHost.register(context, root, attended ? Optional.of(ending::relaunch) : Optional.empty(),
                    (message, cause) -> log.accept(OneLine.of(message, cause)));
            LogLines.follow(context, log);
            install(context, root, generation);
            framework.start();
        } finally {
            thread.setContextClassLoader(own);
        }
        ending.follow();
        return new Launcher(root, framework, generation, ending);
    }

    /** What was booted. */
    public Generation generation() {
        return generation;
    }

    /** The system bundle's context. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Waits until the framework has stopped. @return whether the gateway is to be booted again */
    public boolean awaitStop() throws InterruptedException {
        return ending.await();
    }

    /** Stops the framework and waits for it. */
    @Override
    public void close() throws BundleException, IOException {
        framework.stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        BootChoice.stopped(root);
    }

    private static Map<String, String> configuration(Path root, Map<String, String> properties) {
        Map<String, String> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, root.resolve("framework").toString());
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, EXPORTED);
        configuration.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(START_LEVEL));
        // Else Felix guesses that a class nobody provides is meant to come from the launcher's class path.
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.cm.dir", root.resolve("config").toString());
        configuration.put("suture.root", root.toString());
        // LogLines tells of failed bundles in one line each; the framework would print stack traces.
        configuration.putIfAbsent("felix.log.level", "0");
        configuration.putIfAbsent("org.osgi.service.log.admin.loglevel", "INFO");
        return configuration;
    }

    private static void install(BundleContext context, Path root, Generation generation) throws BundleException {
        Seal seal = new Seal(root);
        for (ManagedBundle managed : generation.bundles()) {
            Path file = seal.file(generation.number(), managed);
            Bundle bundle = context
                    .installBundle("reference:" + file.toUri().toString().replaceFirst("^file:///", "file:/"));
            bundle.adapt(BundleStartLevel.class).setStartLevel(managed.startLevel());
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (managed.started() && !fragment) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }
}
