// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.suture.anchor.host.CurrentFile;
import dev.suture.anchor.host.DamagedException;
import dev.suture.launcher.internal.JulLines;
import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.RootLock;
import dev.suture.stage.Generation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code suture run}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a gateway. The first time it makes generation 1 from the features; from then on it boots what the state root says, and --root is enough.")
public final class RunCommand implements Callable<Integer> {
    /** Asks whoever started this process to start it again: a relaunch. */
    private static final int AGAIN = 75;
    /** Set by those who do so. */
    private static final String ATTENDED = "suture.attended";
    private static final long LAST_RESORT_MILLIS = 20_000;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root.")
    private Path root;

    @Option(names = "--product", paramLabel = "NAME", description = "The product, e.g. gateway.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--base", paramLabel = "VERSION", description = "The base release, e.g. 5.2.0.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--device", paramLabel = "ID", description = "This device's id (from /etc/machine-id).")
    private Optional<String> device = Optional.empty();

    @Option(names = "--feature", arity = "1..*", paramLabel = "NAME|FILE", description = "Features of the base release, in the order they are installed.")
    private List<String> features = List.of();

    @Option(names = "--trust", paramLabel = "FILE", description = "The publisher's root.json; copied into the state root once.")
    private Optional<Path> trust = Optional.empty();

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        Path state = root.toAbsolutePath().normalize();
        SetUp setUp = new SetUp(state, new SetUp.Asked(product, base, device, features, trust));
        try {
            setUp.check();
            RootLock lock = RootLock.take(state);
            try {
                return serve(state, setUp.settings(), setUp.made()) ? again() : 0;
            } finally {
                lock.close();
            }
        } catch (DamagedException e) {
            throw new UserError(e.getMessage() + "; restore that file in " + root
                    + " from a backup, or set the gateway up anew in an empty folder", e);
        } catch (IOException e) {
            throw new UserError("the state root " + root + " fails: " + DiskTrouble.explain(e), e);
        }
    }

    /** Whatever still hangs in this process must not keep the gateway from coming back. */
    private static int again() {
        Thread halt = new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LAST_RESORT_MILLIS));
            Runtime.getRuntime().halt(AGAIN);
        }, "suture-last-resort");
        halt.setDaemon(true);
        halt.start();
        return AGAIN;
    }

    /** @return whether the gateway is to be booted again */
    private boolean serve(Path state, Settings settings, Optional<Generation> made)
            throws IOException, InterruptedException {
        Consumer<String> log = line -> System.out.println("suture: " + line);
        JulLines.takeOver(log);
        Boot.Choice choice = new Boot(state, made, log).choose();
        Generation generation = choice.generation();
        boolean attended = Boolean.getBoolean(ATTENDED);
        try (Launcher launcher = Launcher.start(state, choice, settings.frameworkProperties(), attended, log)) {
            Thread hook = new Thread(() -> stop(launcher), "suture-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            System.out.println(settings.product() + " " + generation.origin().label() + " runs as " + settings.device()
                    + ", generation " + generation.number() + ", " + generation.bundles().size() + " bundles");
            Heartbeat.ofThisProcess(launcher::ailment, log).ifPresent(Heartbeat::start);
            if (exitWithParent) {
                Thread parent = new Thread(() -> awaitParent(launcher), "suture-parent");
                parent.setDaemon(true);
                parent.start();
            }
            return launcher.awaitStop();
        } catch (UserError e) {
            // A trial that does not even start has used up an attempt; there are more, and then what ran before.
            if (attended && new CurrentFile(state).read().trial().isPresent()) {
                log.accept(e.getMessage() + "; it is on trial, so this starts again");
                return true;
            }
            throw e;
        }
    }

    /** A signal ends the process; what runs in it is stopped in order first. */
    private static void stop(Launcher launcher) {
        try {
            launcher.close();
        } catch (IOException e) {
            System.out.println("suture: the framework does not stop cleanly: " + e.getMessage());
        }
    }

    private static void awaitParent(Launcher launcher) {
        try {
            while (System.in.read() >= 0) {
                // What the parent says does not matter; that it ends does.
                continue;
            }
        } catch (IOException e) {
            System.out.println("suture: standard input cannot be read, so this ends: " + e.getMessage());
        }
        stop(launcher);
    }
}
