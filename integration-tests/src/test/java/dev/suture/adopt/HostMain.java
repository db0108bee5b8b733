// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * An integrator's gateway: launches whatever framework is on its class path, installs the jars it is given, and then does what
 * a console would: {@code start <url>}, {@code stop <name>}, {@code list}, {@code events},
 * {@code update <name> <jar>}. Each answer ends with a line {@code .}. It ends with its input.
 *
 * <p>
 * Arguments: the storage, a file with the jars' paths, framework properties {@code name=value}. A storage that has bundles in
 * it is started as it is: the host keeps what it has.
 */
public final class HostMain {
    private static final int STOPS = BundleEvent.STOPPED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED
            | BundleEvent.UNRESOLVED;

    private final BundleContext context;
    private final PrintStream out;
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    private HostMain(BundleContext context, PrintStream out) {
        this.context = context;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // Whatever else is printed in this process is no answer.
        System.setOut(System.err);
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
        for (String property : List.of(arguments).subList(2, arguments.length)) {
            properties.put(property.split("=", 2)[0], property.split("=", 2)[1]);
        }
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(properties);
        framework.init();
        BundleContext context = framework.getBundleContext();
        boolean fresh = context.getBundles().length == 1;
        framework.start();
        HostMain host = new HostMain(context, out);
        if (fresh) {
            host.installAll(Files.readAllLines(Path.of(arguments[1])));
        }
        context.addBundleListener((SynchronousBundleListener) host::bundleChanged);
        host.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        framework.stop();
        framework.waitForStop(10_000);
        System.exit(0);
    }

    private void installAll(List<String> jars) throws BundleException {
        List<Bundle> bundles = jars.stream().map(jar -> {
            try {
                return context.installBundle(Path.of(jar).toUri().toString());
            } catch (BundleException e) {
                throw new UncheckedIOException(new IOException(jar, e));
            }
        }).toList();
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private void serve(BufferedReader in) throws IOException {
        out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                answer(line.split(" "));
            } catch (BundleException | IOException | RuntimeException e) {
                out.println("failed " + root(e).getMessage());
            }
            out.println(".");
        }
    }

    /** Equinox wraps what an activator throws. */
    private static Throwable root(Throwable failure) {
        return failure.getCause() instanceof BundleException cause ? root(cause) : failure;
    }

    private void answer(String[] words) throws BundleException, IOException {
        switch (words[0]) {
        case "start" -> context.installBundle(words[1]).start();
        case "stop" -> find(words[1]).stop();
        case "update" -> find(words[1]).update(Files.newInputStream(Path.of(words[2])));
        case "list" -> List.of(context.getBundles()).forEach(bundle -> out.println(line(bundle)));
        case "events" -> events.forEach(out::println);
        default -> out.println("what?");
        }
    }

    private Bundle find(String name) {
        return List.of(context.getBundles()).stream().filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + name));
    }

    private static String line(Bundle bundle) {
        return bundle.getBundleId() + "|" + bundle.getSymbolicName() + "|" + bundle.getVersion() + "|"
                + bundle.getState() + "|" + bundle.getLastModified() + "|" + bundle.getLocation();
    }

    private void bundleChanged(BundleEvent event) {
        if ((event.getType() & STOPS) != 0) {
            events.add(event.getBundle().getSymbolicName());
        }
    }
}
