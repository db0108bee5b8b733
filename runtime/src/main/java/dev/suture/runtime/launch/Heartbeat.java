// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells who watches over this process, in the words of sd_notify(3), that the gateway has come up, and then at every third of the
 * watch that it lives. Each word is the outcome of a look at the gateway: where it is not well, or the look hangs, there is none.
 */
final class Heartbeat {
    /** Names the file that takes a word a line; whoever sets it hands them on. */
    private static final String LINES = "suture.heartbeat";
    private static final String WATCH_MICROS = "WATCHDOG_USEC";
    private static final Duration DEFAULT_WATCH = Duration.ofSeconds(90);

    private final Supplier<Optional<String>> ailment;
    private final Path lines;
    private final Duration period;
    private final Consumer<String> log;

    /**
     * A heartbeat that has not started.
     *
     * @param ailment looks at the gateway; empty if it is well
     * @param lines takes the words
     * @param period from the end of one look to the next
     * @param log takes a line where the gateway is not well any more, or cannot be told of
     */
    Heartbeat(Supplier<Optional<String>> ailment, Path lines, Duration period, Consumer<String> log) {
        this.ailment = ailment;
        this.lines = lines;
        this.period = period;
        this.log = log;
    }

    /** One for this process, if anybody watches over it. */
    static Optional<Heartbeat> ofThisProcess(Supplier<Optional<String>> ailment, Consumer<String> log) {
        Duration watch = Optional.ofNullable(System.getenv(WATCH_MICROS)).filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> Duration.of(Long.parseLong(text), ChronoUnit.MICROS))
                .orElse(DEFAULT_WATCH);
        return Optional.ofNullable(System.getProperty(LINES))
                .map(lines -> new Heartbeat(ailment, Path.of(lines), watch.dividedBy(3), log));
    }

    /** Beats on a thread of its own until the process ends, or that is interrupted. */
    Thread start() {
        Thread thread = new Thread(this::beat, "suture-heartbeat");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A look that fails is no proof that the gateway is well, and the next one may be. */
    private Optional<String> look() {
        try {
            return ailment.get();
        } catch (RuntimeException e) {
            return Optional.of("the look at it failed: " + e);
        }
    }

    private void beat() {
        // A stream of java.io: what is opened is a pipe.
        try (OutputStream out = new FileOutputStream(lines.toFile())) {
            String word = "READY=1";
            Optional<String> known = Optional.empty();
            while (true) {
                Optional<String> found = look();
                if (found.isEmpty()) {
                    out.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
                    word = "WATCHDOG=1";
                } else if (known.isEmpty()) {
                    log.accept("the gateway is not well, and systemd is not told otherwise: " + found.get());
                }
                known = found;
                TimeUnit.NANOSECONDS.sleep(period.toNanos());
            }
        } catch (IOException e) {
            log.accept("systemd cannot be told any more that the gateway lives, and will start it again: "
                    + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
