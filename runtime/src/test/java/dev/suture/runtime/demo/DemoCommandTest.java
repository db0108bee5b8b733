// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    private final StringWriter errors = new StringWriter();
    private final CommandLine command = new CommandLine(new DemoCommand(DemoCommandTest::nobody))
            .setErr(new PrintWriter(errors)).setOut(new PrintWriter(errors));

    private static Company nobody() {
        throw new AssertionError("nothing is to start");
    }

    @Test
    void saysWhatCanBeBroken() {
        assertEquals(2, command.execute("--break", "everything"));
        assertTrue(errors.toString().contains("hole, patch, lost, selfupdate, tamper, revert"), errors.toString());
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeAnythingStarts(@TempDir Path folder) {
        assertEquals(2, command.execute("--report", folder.toString()));
        assertEquals(2, command.execute("--report", folder.resolve("no/such/report.json").toString()));
        assertTrue(errors.toString().contains("cannot write to"), errors.toString());
    }

    @Test
    void helpNamesTheExitCodes() {
        assertEquals(0, command.execute("--help"));
        assertTrue(errors.toString().contains("3 inconclusive"), errors.toString());
    }
}
