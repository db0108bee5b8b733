// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleException;

import dev.suture.anchor.host.CurrentFile;
import dev.suture.anchor.host.DamagedException;
import dev.suture.patch.Names;
import dev.suture.runtime.UserError;
import dev.suture.stage.Generation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code suture run}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a gateway. The first time it makes generation 1 from the features; from then on it boots what the state root says, and --root is enough.")
public final class RunCommand implements Callable<Integer> {
    private static final Path MACHINE_ID = Path.of("/etc/machine-id");
    private static final int ID_LENGTH = 12;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root.")
    private Path root;

    @Option(names = "--product", paramLabel = "NAME", description = "The product, e.g. gateway.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--base", paramLabel = "VERSION", description = "The base release, e.g. 5.2.0.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--device", paramLabel = "ID", description = "This device's id (from /etc/machine-id).")
    private Optional<String> device = Optional.empty();

    @Option(names = "--feature", paramLabel = "NAME|FILE", description = "A feature of the base release; may be repeated.")
    private List<String> features = List.of();

    @Option(names = "--trust", paramLabel = "FILE", description = "The publisher's root.json; copied into the state root at the first start.")
    private Optional<Path> trust = Optional.empty();

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws BundleException, InterruptedException {
        try {
            Path state = Files.createDirectories(root.toAbsolutePath().normalize());
            Settings settings = settings(state);
            serve(state, settings);
            return 0;
        } catch (DamagedException e) {
            throw new UserError(e.getMessage() + "; restore " + root.resolve("current.json")
                    + " from a backup, or set the gateway up anew in an empty folder", e);
        } catch (FileSystemException e) {
            throw new UserError("the state root fails at " + e.getFile() + ": " + e.getClass().getSimpleName()
                    + "; free space, or give it to the user that runs Suture", e);
        } catch (IOException e) {
            throw new UserError("the state root " + root + " fails: " + e.getMessage(), e);
        }
    }

    /** Those of the first start; whatever is said again has to agree. */
    private Settings settings(Path state) throws IOException {
        Optional<Settings> known = new CurrentFile(state).exists() ? Settings.find(state) : Optional.empty();
        if (known.isEmpty()) {
            return setUp(state);
        }
        requireSame("product", product, known.get().product());
        requireSame("base release", base, known.get().base());
        requireSame("device", device, known.get().device());
        return known.get();
    }

    private Settings setUp(Path state) throws IOException {
        if (product.isEmpty() || base.isEmpty() || features.isEmpty()) {
            throw new UserError(
                    "there is no gateway in " + root + " yet; say --product, --base and --feature to make one");
        }
        Feature feature = Home.ofThisProcess().features(features);
        Settings settings = new Settings(name("product", product.get()), name("base release", base.get()),
                name("device", device.isPresent() ? device.get() : machineId()), feature.frameworkProperties());
        if (trust.isPresent()) {
            install(trust.get(), state.resolve("trust").resolve("root.json"));
        }
        System.out.println("first start: making generation 1 of " + product.get() + " " + base.get());
        settings.write(state);
        new FirstGeneration(state, Home.ofThisProcess()).make(settings.product(), settings.base(), feature);
        return settings;
    }

    private static void install(Path source, Path target) throws IOException {
        if (!Files.isReadable(source)) {
            throw new UserError("cannot read " + source + "; --trust names the root.json the publisher gave you");
        }
        Disk.replace(target, Files.readAllBytes(source));
    }

    private void serve(Path state, Settings settings) throws IOException, BundleException, InterruptedException {
        try (Launcher launcher = Launcher.boot(state, settings.frameworkProperties(),
                line -> System.out.println("suture: " + line))) {
            Thread hook = new Thread(() -> stop(launcher), "suture-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            Generation generation = launcher.generation();
            System.out.println(settings.product() + " " + generation.origin().label() + " runs as " + settings.device()
                    + ", generation " + generation.number() + ", " + generation.bundles().size() + " bundles");
            if (exitWithParent) {
                awaitParent();
            } else {
                launcher.awaitStop();
            }
        }
    }

    /** A signal ends the process; what runs in it is stopped in order first. */
    private static void stop(Launcher launcher) {
        try {
            launcher.close();
        } catch (BundleException e) {
            System.out.println("suture: the framework does not stop cleanly: " + e.getMessage());
        }
    }

    private static void awaitParent() throws IOException {
        while (System.in.read() >= 0) {
            // What the parent says does not matter; that it ends does.
            continue;
        }
    }

    private static void requireSame(String what, Optional<String> said, String known) {
        if (said.isPresent() && !said.get().equals(known)) {
            throw new UserError("the gateway in this state root has the " + what + " " + known + ", not " + said.get());
        }
    }

    private static String name(String what, String value) {
        try {
            return Names.name(what, value);
        } catch (IllegalArgumentException e) {
            throw new UserError("'" + value + "': " + e.getMessage(), e);
        }
    }

    private static String machineId() throws IOException {
        String id = Files.isReadable(MACHINE_ID) ? Files.readString(MACHINE_ID).strip() : "";
        if (id.length() < ID_LENGTH) {
            throw new UserError("this machine has no /etc/machine-id; say --device");
        }
        return id.substring(0, ID_LENGTH);
    }
}
