// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Makes lines of what goes to java.util.logging, where SLF4J ends too: from the HTTP server what goes wrong, from all others
 * also what they find worth telling. Whoever configures java.util.logging by its own property is left alone.
 */
public final class JulLines extends Handler {
    /** They tell of every start of every part. Held, or their levels would be forgotten with them. */
    private static final List<Logger> TALKATIVE = List.of(Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("org.apache.felix.http"), Logger.getLogger("org.apache.aries.spifly"));

    private final Consumer<String> out;

    private JulLines(Consumer<String> out) {
        this.out = out;
    }

    /** For a process that is a gateway and nothing else. */
    public static void takeOver(Consumer<String> out) {
        if (System.getProperty("java.util.logging.config.file") == null
                && System.getProperty("java.util.logging.config.class") == null) {
            Logger root = LogManager.getLogManager().getLogger("");
            for (Handler handler : root.getHandlers()) {
                root.removeHandler(handler);
            }
            root.addHandler(new JulLines(out));
            TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        }
    }

    @Override
    public void publish(LogRecord entry) {
        out.accept(OneLine.stamped(word(entry.getLevel()), OneLine.of(String.valueOf(entry.getLoggerName()),
                String.valueOf(entry.getMessage()), Optional.ofNullable(entry.getThrown()))));
    }

    /** As the OSGi log names them. */
    private static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        return level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }

    @Override
    public void flush() {
        // Every line is out when it is published.
    }

    @Override
    public void close() {
        // There is nothing to close: the lines go where the launcher's go.
    }
}
