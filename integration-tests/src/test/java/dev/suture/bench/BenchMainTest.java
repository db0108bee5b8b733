// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

class BenchMainTest {
    private final StringWriter told = new StringWriter();

    @Test
    void anUnknownNameIsOneLineThatNamesTheKnown() {
        refused("there is no benchmark 'swop', only: swap, verify", "swop");
    }

    @Test
    void noNameIsOneLineToo() {
        refused("say which benchmark: swap, verify");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        refused("--swaps is from 1 to 1000, not 0", "swap", "--swaps", "0");
        refused("--rate is from 1000 to 20000, not 999", "swap", "--rate", "999");
        refused("--processes is from 1 to 100, not 0", "verify", "--processes", "0");
        refused("'many' is not an int", "swap", "--swaps", "many");
        refused("--json: cannot write to /nowhere/at/all.json", "swap", "--json", "/nowhere/at/all.json");
    }

    private void refused(String expected, String... arguments) {
        told.getBuffer().setLength(0);
        assertEquals(2, BenchMain.execute(new PrintWriter(told, true), arguments));
        String line = told.toString().strip();
        assertTrue(line.startsWith("bench: ") && line.contains(expected), line);
        assertEquals(1, line.lines().count(), line);
    }
}
