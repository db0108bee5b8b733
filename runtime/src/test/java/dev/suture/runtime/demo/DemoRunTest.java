// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;
import dev.suture.tuf.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo with a gateway that only behaves like one: what it sees, what it misses, and that it leaves nothing. */
@Timeout(120)
class DemoRunTest {
    @TempDir
    Path folder;
    private final FakeCompany company = new FakeCompany();
    private final List<String> complaints = new ArrayList<>();

    @Test
    void everyCheckHoldsAndTheReportSaysSo() throws Exception {
        Path file = folder.resolve("report.json");
        String screen = run(Sabotage.NONE, Optional.of(file), 0);
        assertTrue(screen.endsWith("demo: 9 checks held, 0 failed\n"), screen);
        assertTrue(screen.contains("EXPOSED") && screen.contains("CLOSED"), screen);
        JsonObject report = StrictJson.parse("report", Files.readAllBytes(file), 1_000_000);
        assertEquals(0, report.get("exitCode").getAsInt());
        assertEquals(0, report.getAsJsonObject("load").get("lost").getAsInt());
        assertEquals(5, report.getAsJsonArray("timeline").size());
    }

    @Test
    void withoutASecretThereIsNoHoleToClose() throws Exception {
        String screen = run(Sabotage.HOLE, Optional.empty(), 1);
        assertTrue(screen.contains("failed   exposed: "), screen);
        assertTrue(screen.contains("skipped  closed: "), screen);
        assertTrue(screen.endsWith("demo: 7 checks held, 1 failed, 1 skipped\n"), screen);
    }

    @Test
    void aPatchThatDoesNotArriveIsNoticed() throws Exception {
        String screen = run(Sabotage.PATCH, Optional.empty(), 1);
        assertTrue(screen.contains("failed   effective: the device reports 'failed': the content is not"), screen);
        assertTrue(screen.endsWith("demo: 3 checks held, 1 failed, 5 skipped\n"), screen);
    }

    @Test
    void aLostRequestIsNoticed() throws Exception {
        String screen = run(Sabotage.LOST, Optional.empty(), 1);
        assertTrue(screen.contains("failed   nothing lost: 5 of "), screen);
        assertTrue(screen.contains("(5 refused)"), screen);
        assertTrue(screen.endsWith("demo: 8 checks held, 1 failed\n"), screen);
    }

    private String run(Sabotage sabotage, Optional<Path> report, int exitCode) throws IOException,
            InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8));
        int code;
        try (CleanUp cleanUp = new CleanUp(complaints::add)) {
            code = new DemoRun(company, screen, cleanUp, sabotage).run(report, false);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(exitCode, code, text);
        assertEquals(List.of(), complaints);
        assertEquals(Optional.empty(), ProcessIdentity.find(company.pid()));
        return text;
    }
}
