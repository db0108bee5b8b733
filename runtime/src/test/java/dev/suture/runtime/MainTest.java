// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "device", "device init", "run", "status", "retry", "remove", "consent",
            "update",
            "store", "store verify", "store gc",
            "init", "base", "patch", "pull",
            "announce",
            "repo",
            "repo status"})
    void everyCommandTellsItsVersionAndItsUse(String command) {
        assertEquals(0, run((command + " --version").strip().split(" ")));
        assertEquals("suture 0.1.0", out.toString().strip());
        out.getBuffer().setLength(0);
        assertEquals(0, run((command + " --help").strip().split(" ")));
        assertTrue(out.toString().startsWith(("Usage: suture " + command).strip()), out::toString);
    }

    @Test
    void mistakesAreOneLineAndNameTheHelp() {
        mistake("there is no command 'demmo'; see suture --help", "demmo");
        mistake("there is no command 'stats'; see suture repo --help", "repo", "stats");
        mistake("Unknown option: '--nope'; see suture run --help", "run", "--root", "x", "--nope");
        mistake("nothing is known to do with 'y'; see suture status --help", "status", "--root", "x", "y");
        mistake("Missing required option: '--root=DIR'; see suture status --help", "status");
        mistake("'a\0b' cannot be a path here", "status", "--root", "a\0b");
        mistake("'c\0d' cannot be a path here", "run", "--root", "x", "--product", "p", "--base", "1", "--feature",
                "c\0d");
    }

    private void mistake(String reason, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(arguments), err::toString);
        assertTrue(err.toString().startsWith("suture: "), err::toString);
        assertTrue(err.toString().contains(reason), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private int run(String... arguments) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
