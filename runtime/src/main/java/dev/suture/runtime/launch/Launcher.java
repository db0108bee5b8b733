// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;

import dev.suture.anchor.host.BootChoice;
import dev.suture.launcher.internal.Launched;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.Disk;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * Boots one generation. Before the framework exists it chooses the generation and checks its files; the framework's own
 * storage is made anew at every boot, because frameworks trust what they once extracted. The framework, the anchor and what
 * launches them are the generation's own.
 */
public final class Launcher implements AutoCloseable {
    private final Path root;
    private final Generation generation;
    private final Object launched;

    private Launcher(Path root, Generation generation, Object launched) {
        this.root = root;
        this.generation = generation;
        this.launched = launched;
    }

    /**
     * Boots what this state root says.
     *
     * @param properties framework properties beside the launcher's own
     * @param attended whether whoever started this process starts it again for a relaunch
     * @param log takes one line for each thing worth telling
     * @throws UserError if no generation on the disk is whole, or the framework of the one that is does not start
     */
    public static Launcher boot(Path root, Map<String, String> properties, boolean attended, Consumer<String> log)
            throws IOException {
        return start(root, new Boot(root, Optional.empty(), log).choose(), properties, attended, log);
    }

    /** Boots what was chosen and is whole; the rest as in {@link #boot}. */
    static Launcher start(Path root, Boot.Choice choice, Map<String, String> properties, boolean attended,
            Consumer<String> log) throws IOException {
        Generation generation = choice.generation();
        Disk.removeTree(root.resolve("framework"));
        Map<String, String> all = new HashMap<>(properties);
        all.put("felix.cm.dir", new ConfigurationFiles(root, log).prepare(choice).toString());
        all.put("suture.product", generation.origin().product());
        all.put("suture.base", generation.origin().base());
        GenerationFiles files = new GenerationFiles(root);
        List<Map<String, Object>> bundles = generation.bundles().stream().filter(bundle -> !bundle.isSystem())
                .map(bundle -> plan(files.file(generation.number(), bundle), bundle)).toList();
        return new Launcher(root, generation, launch(GenerationSystem.of(generation, files), Map.of("root", root,
                "properties", all, "bundles", bundles, "attended", attended, "log", log)));
    }

    private static Map<String, Object> plan(Path file, ManagedBundle bundle) {
        return Map.of("file", file, "startLevel", bundle.startLevel(), "started", bundle.started());
    }

    private static Object launch(GenerationSystem system, Map<String, Object> plan) throws IOException {
        try {
            return system.launch(plan);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    /** What was booted. */
    public Generation generation() {
        return generation;
    }

    /**
     * The system bundle's context.
     *
     * @throws IllegalStateException if the framework is the generation's own, whose classes this process does not share
     */
    public BundleContext context() {
        if (launched instanceof Launched here) {
            return here.context();
        }
        throw new IllegalStateException("the framework is the generation's own");
    }

    /** What ails the gateway so that only a new process would mend it, if anything does; hangs where the framework hangs. */
    Optional<String> ailment() {
        return ((Supplier<?>) launched).get() instanceof Optional<?> ailment
                ? ailment.map(Object::toString)
                : Optional.empty();
    }

    /** Waits until the framework has stopped. @return whether the gateway is to be booted again */
    public boolean awaitStop() throws InterruptedException {
        try {
            return (Boolean) ((Callable<?>) launched).call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("waiting for the end fails in no other way", e);
        }
    }

    /** Stops the framework and waits for it. */
    @Override
    public void close() throws IOException {
        try {
            ((AutoCloseable) launched).close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the framework does not stop: " + e.getMessage(), e);
        }
        BootChoice.stopped(root);
    }
}
