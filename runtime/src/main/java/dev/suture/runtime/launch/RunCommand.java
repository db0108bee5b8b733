// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleException;

import dev.suture.anchor.host.CurrentFile;
import dev.suture.runtime.UserError;
import dev.suture.stage.Generation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code suture run}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a gateway. The first time it makes generation 1 from the features; from then on it boots what the state root says.")
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root.")
    private Path root;

    @Option(names = "--product", paramLabel = "NAME", defaultValue = "gateway", description = "The product (${DEFAULT-VALUE}).")
    private String product;

    @Option(names = "--base", paramLabel = "VERSION", defaultValue = "1.0.0", description = "The base release (${DEFAULT-VALUE}).")
    private String base;

    @Option(names = "--feature", paramLabel = "NAME|FILE", defaultValue = "core", description = "A feature of the base release; may be repeated (${DEFAULT-VALUE}).")
    private List<String> features;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws BundleException, InterruptedException {
        Home home = Home.ofThisProcess();
        try {
            Path state = Files.createDirectories(root.toAbsolutePath().normalize());
            Feature feature = home.features(features);
            if (!new CurrentFile(state).exists()) {
                System.out.println("first start: making generation 1 of " + product + " " + base);
                new FirstGeneration(state, home).make(product, base, feature);
            }
            return serve(state, feature.frameworkProperties());
        } catch (AccessDeniedException e) {
            throw new UserError(
                    "no right to write " + e.getFile() + "; give the state root to the user that runs Suture",
                    e);
        } catch (IOException e) {
            throw new UserError("the state root " + root + " fails: " + e.getMessage(), e);
        }
    }

    private int serve(Path state, Map<String, String> launching) throws IOException, BundleException,
            InterruptedException {
        Map<String, String> properties = new LinkedHashMap<>(launching);
        properties.put("suture.product", product);
        properties.put("suture.base", base);
        try (Launcher launcher = Launcher.boot(state, properties, line -> System.out.println("suture: " + line))) {
            Generation generation = launcher.generation();
            System.out.println(generation.origin().product() + " " + generation.origin().label() + " runs, generation "
                    + generation.number() + ", " + generation.bundles().size() + " bundles");
            if (exitWithParent) {
                awaitParent();
            } else {
                launcher.awaitStop();
            }
        }
        return 0;
    }

    private static void awaitParent() throws IOException {
        while (System.in.read() >= 0) {
            // What the parent says does not matter; that it ends does.
            continue;
        }
    }
}
