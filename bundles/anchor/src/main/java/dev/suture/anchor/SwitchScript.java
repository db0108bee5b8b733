// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One way from what runs to the next generation, to be run forwards or backwards.
 *
 * @param from number of the generation that runs
 * @param to number of the generation that shall run
 * @param starts what is installed and started, in start order
 * @param stops ids of the bundles that are stopped, in stop order, and uninstalled at confirmation
 * @param limits how long its parts may last
 */
public record SwitchScript(int from, int to, List<Start> starts, List<Long> stops, Limits limits) {
    /**
     * A bundle that is installed and, unless it is to stay stopped, started.
     *
     * @param file the file the framework loads, in the generation's folder
     * @param digest SHA-256 of that file, 64 lower-case hexadecimal digits; checked right before it is installed
     * @param symbolicName its Bundle-SymbolicName
     * @param version its Bundle-Version
     * @param startLevel the start level it runs at
     * @param started whether it is started
     */
    public record Start(Path file, String digest, String symbolicName, String version, int startLevel,
            boolean started) {}

    /**
     * How long the parts of a switch may last.
     *
     * @param drain how long the closed doors wait for older requests before the switch begins
     * @param gate how long the new side has to become well
     * @param closed how long the doors may be closed in all; a switch that takes longer is undone
     * @param unwatched how long the new generation may run before an updater says that it watches it; see
     *        {@link Anchor#watched}
     */
    public record Limits(Duration drain, Duration gate, Duration closed, Duration unwatched) {
        /** 30 ms, 100 ms, 250 ms, 60 s. */
        public static final Limits DEFAULT = new Limits(Duration.ofMillis(30), Duration.ofMillis(100),
                Duration.ofMillis(250));

        /** With the default for the trial: 60 s. */
        public Limits(Duration drain, Duration gate, Duration closed) {
            this(drain, gate, closed, Duration.ofSeconds(60));
        }
    }

    public SwitchScript {
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
    }
}
