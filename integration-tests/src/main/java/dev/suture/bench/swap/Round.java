// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.runtime.demo.CleanUp;
import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.LoadProcess;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;

/** A gateway that is booted, warmed up, and swaps some times under load. Used by one thread. */
final class Round {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    /** A lookup that needs the library and gives the same in both versions. */
    private static final String TEMPLATE = "Hello ${base64Decoder:Z2F0ZXdheQ==}";
    private static final String GREETED = "Hello gateway";
    /** Answers after which the gateway's code is warm, and a rate that a cold one can serve. */
    private static final int WARM_UP = 4000;
    private static final int WARM_UP_PER_SECOND = 600;
    private static final int CALM_WINDOWS = 4;
    /** Longer waits than this while nothing is swapped are a queue that grows. */
    private static final Duration MOST_WAIT = Duration.ofMillis(1500);

    private final Technique technique;
    private final int swaps;
    private final int perSecond;

    /** {@code swaps} swaps under {@code perSecond} requests a second. */
    Round(Technique technique, int swaps, int perSecond) {
        this.technique = technique;
        this.swaps = swaps;
        this.perSecond = perSecond;
    }

    /**
     * One swap.
     *
     * @param window from its begin until half a second of right answers after its end
     * @param note what the gateway said
     */
    record Swap(Window window, SwapNote note) {}

    /**
     * What a round measured.
     *
     * @param calm four times half a second before the first swap
     * @param swaps each swap
     * @param load the count of the whole round
     */
    record Result(Technique technique, List<Window> calm, List<Swap> swaps, LoadReport load) {
        Result {
            calm = List.copyOf(calm);
            swaps = List.copyOf(swaps);
        }

        long lost() {
            return load.sent() - load.right();
        }
    }

    /** Runs it in an empty folder; {@code cleanUp} ends it when the user does. */
    Result run(Path folder, int port, CleanUp cleanUp) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (GatewayProcess gateway = cleanUp.add(new GatewayProcess(technique, folder, port))) {
            gateway.awaitServing();
            try (LoadProcess load = cleanUp.add(load(folder, port, WARM_UP_PER_SECOND))) {
                awaitAnswers(load, WARM_UP);
            }
            try (LoadProcess load = cleanUp.add(load(folder, port, perSecond))) {
                return measure(gateway, load);
            }
        }
    }

    private Result measure(GatewayProcess gateway, LoadProcess load) throws IOException, InterruptedException {
        List<Window> calm = new ArrayList<>();
        for (int i = 0; i < CALM_WINDOWS; i++) {
            calm.add(Window.between(load.mark(), awaitAnswers(load, perSecond / 2)));
        }
        requireCarried(calm);
        List<Swap> measured = new ArrayList<>();
        for (int i = 0; i < swaps; i++) {
            LoadReport begin = load.mark();
            SwapNote note = gateway.swap();
            measured.add(new Swap(Window.between(begin, awaitAnswers(load, perSecond / 2)), note));
            gateway.requireEffective();
        }
        return new Result(technique, calm, measured, load.stop());
    }

    /** What is lost before anything was swapped says nothing of a swap; afterwards every lost call counts. */
    private static void requireCarried(List<Window> calm) throws IOException {
        long lost = calm.stream().mapToLong(Window::lost).sum();
        Duration longest = Window.waits(calm).most();
        if (lost > 0 || longest.compareTo(MOST_WAIT) > 0) {
            throw new IOException(
                    "the machine is too busy: before any swap " + lost + " calls were lost and one waited "
                            + longest.toMillis() + " ms; end what else runs");
        }
    }

    /** Waits for so many right answers from now on: a clock that stands still while nothing is answered. */
    private static LoadReport awaitAnswers(LoadProcess load, long count) throws IOException, InterruptedException {
        long wanted = load.snapshot().right() + count;
        return Polling.await(PATIENCE, () -> {
            LoadReport now = load.snapshot();
            return now.right() >= wanted ? Optional.of(now) : Optional.empty();
        }).orElseThrow(() -> new IOException("the gateway does not answer any more"));
    }

    private static LoadProcess load(Path folder, int port, int perSecond) throws IOException {
        return new LoadProcess(new LoadPlan("127.0.0.1", port, "/greet?t=" + Exploit.encode(TEMPLATE), GREETED,
                perSecond, REQUEST_TIMEOUT), folder.resolve("load.log"));
    }
}
