// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.suture.bench.Spread;

/**
 * The process that is measured. Arguments: client, folder of the repository, an empty folder for trusted files, and {@link #WARM} or
 * {@link #COLD}. The line on standard output is its {@link Figure}, or why there is none.
 */
public final class ClientMain {
    /** All figures. */
    static final String WARM = "warm";
    /** The first refresh is all. */
    static final String COLD = "cold";

    private static final Duration WARM_UP = Duration.ofMillis(700);
    private static final Duration MEASURED = Duration.ofMillis(500);
    private static final int LEAST_ROUNDS = 5;

    private final Client.Work work;
    private final Path folder;

    private ClientMain(Client.Work work, Path folder) {
        this.work = work;
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        Client.Work work = Client.valueOf(arguments[0]).over(Repository.at(Path.of(arguments[1])));
        ClientMain main = new ClientMain(work, Path.of(arguments[2]));
        try {
            Path trusted = main.nothingTrusted("kept");
            work.refresh(trusted);
            Duration cold = Duration.ofNanos(System.nanoTime() - begin);
            boolean more = arguments[3].equals(WARM);
            Duration first = more ? main.median(() -> main.nothingTrusted("anew")) : Duration.ZERO;
            Duration idle = more ? main.median(() -> trusted) : Duration.ZERO;
            System.out.println(new Figure(cold, first, idle).write());
        } catch (Exception e) {
            // An edge: the other client's failures are of many types, and each of them means that it cannot do this work.
            System.out.println(e.toString().lines().findFirst().orElseThrow());
        }
    }

    private interface Trusted {
        Path folder() throws IOException;
    }

    private Path nothingTrusted(String name) throws IOException {
        Path trusted = folder.resolve(name);
        if (Files.exists(trusted)) {
            try (Stream<Path> files = Files.walk(trusted)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectory(trusted);
    }

    private Duration median(Trusted trusted) throws Exception {
        rounds(trusted, WARM_UP);
        return Spread.of(rounds(trusted, MEASURED)).median();
    }

    private List<Duration> rounds(Trusted trusted, Duration duration) throws Exception {
        List<Duration> rounds = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end || rounds.size() < LEAST_ROUNDS) {
            Path here = trusted.folder();
            long begin = System.nanoTime();
            work.refresh(here);
            rounds.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return rounds;
    }
}
