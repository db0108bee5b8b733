// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.suture.bench.Figures;
import dev.suture.bench.Machine;
import dev.suture.bench.verify.ClientProcess.Outcome;

/** All of one run. The clients take turns, so that a machine that slows down slows both. */
final class VerifyBench {
    private static final List<Integer> SIZES = List.of(3, 10_000);

    private final int processes;
    private final Consumer<String> progress;

    /** {@code processes} processes of each client for each repository. */
    VerifyBench(int processes, Consumer<String> progress) {
        this.processes = processes;
        this.progress = progress;
    }

    /** Runs it; everything it leaves on the disk is in {@code folder}. */
    VerifyResult run(Path folder) throws IOException {
        Machine machine = Machine.here();
        List<Trial> trials = new ArrayList<>();
        for (int targets : SIZES) {
            for (Scheme scheme : Scheme.values()) {
                Path here = Files.createDirectory(folder.resolve(targets + scheme.label()));
                Repository.make(here, scheme, targets);
                trials.addAll(trials(targets, scheme, here));
                progress.accept(Figures.format("%,d targets, %s: done", targets, scheme.label()));
            }
        }
        return new VerifyResult(machine, trials);
    }

    private List<Trial> trials(int targets, Scheme scheme, Path folder) throws IOException {
        Map<Client, List<Figure>> figures = new EnumMap<>(Client.class);
        Map<Client, String> refusals = new EnumMap<>(Client.class);
        for (int i = 0; i < processes; i++) {
            for (Client client : Client.values()) {
                if (!refusals.containsKey(client)) {
                    Outcome outcome = new ClientProcess(client, folder).measure();
                    outcome.figure().ifPresentOrElse(
                            figure -> figures.computeIfAbsent(client, first -> new ArrayList<>()).add(figure),
                            () -> refusals.put(client, outcome.said()));
                }
            }
        }
        List<Trial> trials = new ArrayList<>();
        for (Client client : Client.values()) {
            Optional<Integer> heap = refusals.containsKey(client)
                    ? Optional.empty()
                    : Optional.of(new ClientProcess(client, folder).heap());
            trials.add(new Trial(targets, scheme, client, figures.getOrDefault(client, List.of()), heap, refusals
                    .getOrDefault(client, "")));
        }
        return trials;
    }
}
