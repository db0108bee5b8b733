// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps libraries from writing stack traces onto the demo's screen; what matters they also throw. */
final class QuietLogs {
    /** Held, or the levels set on them would be forgotten with the loggers. */
    private static final List<Logger> TALKATIVE = List.of(Logger.getLogger("org.apache.activemq"),
            Logger.getLogger("io.netty"), Logger.getLogger("org.eclipse.paho"));

    private QuietLogs() {
    }

    static void apply() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
