// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.util.function.Consumer;

import dev.suture.stage.StageWatch;

/** Counts what is fetched for one offer, and tells: the watch of each chunk, the log of each tenth of what takes long. */
final class Tally {
    /** Less is there before anybody has read the line. */
    private static final long LONG = 1 << 20;
    private static final int TENTHS = 10;

    private final StageWatch watch;
    private final Consumer<String> log;
    private long of;
    private long bytes;
    private long told;

    /** Of {@code of} bytes in all. */
    Tally(long of, StageWatch watch, Consumer<String> log) {
        this.of = of;
        this.watch = watch;
        this.log = log;
        watch.fetched(0, of);
    }

    /** So many more are here. */
    void add(long count) {
        bytes += count;
        watch.fetched(bytes, of);
        long tenth = of == 0 ? 0 : TENTHS * bytes / of;
        if (of >= LONG && tenth > told) {
            told = tenth;
            log.accept(bytes + " of " + of + " bytes fetched");
        }
    }

    /** So many more are needed, since another way has to be gone. */
    void addNeed(long count) {
        of += count;
        watch.fetched(bytes, of);
    }
}
