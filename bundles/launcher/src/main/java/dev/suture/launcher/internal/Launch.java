// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

import dev.suture.anchor.host.AnchorHost;

/**
 * Fills an empty framework with one generation and starts it. Its name, its public constructor and the form of its plan are
 * for whoever chose the generation; see {@link LaunchPlan}.
 */
public final class Launch implements Function<Map<String, Object>, Launched> {
    private static final int START_LEVEL = 100;
    private static final String EXPORTED = "dev.suture.anchor;version=1.0.0";

    /** @throws IllegalStateException if the framework does not start @throws UncheckedIOException if the disk fails */
    @Override
    public Launched apply(Map<String, Object> plan) {
        try {
            return launch(LaunchPlan.read(plan));
        } catch (BundleException e) {
            throw new IllegalStateException("the framework does not start: " + OneLine.of("", e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Launched launch(LaunchPlan plan) throws BundleException, IOException {
        Framework framework = ServiceLoader.load(FrameworkFactory.class, Launch.class.getClassLoader()).findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(configuration(plan));
        Ending ending = new Ending(framework);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        AnchorHost anchor;
        // Every thread of the framework inherits it: by the launcher's, a ServiceLoader in a bundle would find our own jars.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            anchor = AnchorHost.register(context, plan.root(),
                    plan.attended() ? Optional.of(ending::relaunch) : Optional.empty(),
                    (message, cause) -> plan.log().accept(OneLine.of(message, cause)));
            LogLines.follow(context, plan.log());
            install(context, plan);
            framework.start();
        } finally {
            thread.setContextClassLoader(own);
        }
        ending.follow();
        return new Launched(framework, ending, new Pulse(framework, anchor::doorsClosedFor));
    }

    private static Map<String, String> configuration(LaunchPlan plan) {
        Path root = plan.root();
        Map<String, String> configuration = new HashMap<>(plan.properties());
        configuration.put(Constants.FRAMEWORK_STORAGE, root.resolve("framework").toString());
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, EXPORTED);
        configuration.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(START_LEVEL));
        // Else Felix guesses that a class nobody provides is meant to come from the launcher's class path.
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("suture.root", root.toString());
        // LogLines tells of failed bundles in one line each; the framework would print stack traces.
        configuration.putIfAbsent("felix.log.level", "0");
        configuration.putIfAbsent("org.osgi.service.log.admin.loglevel", "INFO");
        return configuration;
    }

    private static void install(BundleContext context, LaunchPlan plan) throws BundleException {
        for (LaunchPlan.Item item : plan.bundles()) {
            Bundle bundle = context.installBundle(
                    "reference:" + item.file().toUri().toString().replaceFirst("^file:///", "file:/"));
            bundle.adapt(BundleStartLevel.class).setStartLevel(item.startLevel());
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (item.started() && !fragment) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }
}
