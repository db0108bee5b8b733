// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the lines. */
final class FakeLog implements Log {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void info(String line) {
        lines.add("info " + line);
    }

    @Override
    public void warn(String line) {
        lines.add("warn " + line);
    }

    @Override
    public void error(String line, Throwable cause) {
        lines.add("error " + line + ": " + cause);
    }

    boolean has(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
