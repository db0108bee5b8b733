// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import org.junit.jupiter.api.Test;

class LoadMessagesTest {
    @Test
    void aReportSurvivesTheWay() throws MalformedException {
        LoadReport report = new LoadReport(10, 6, 1, Map.of("timeout", 2L, "status 503", 1L),
                new LoadReport.Longest(Duration.ofMillis(250), Duration.ofMillis(19), Duration.ofMillis(30)),
                Duration.ofSeconds(1));
        assertEquals(report, LoadMessages.readReport(LoadMessages.write(report)));
        assertEquals("1 status 503, 2 timeout", report.describeLost());
    }

    @Test
    void aPlanSurvivesTheWay() throws MalformedException {
        LoadPlan plan = new LoadPlan("127.0.0.1", 8080, "/greet?t=a", "a", 600, Duration.ofSeconds(5));
        Fields fields = LoadMessages.parse(LoadMessages.start(plan));
        assertEquals("start", fields.string("do"));
        assertEquals(plan, LoadMessages.readPlan(fields));
    }

    @Test
    void refusesWhatIsNoReport() {
        assertThrows(MalformedException.class, () -> LoadMessages.readReport("Exception in thread main"));
        assertThrows(MalformedException.class, () -> LoadMessages.readReport("{\"sent\":1}"));
    }

    @Test
    void refusesAPlanThatIsNone() {
        assertThrows(IllegalArgumentException.class,
                () -> new LoadPlan("h", 1, "no slash", "", 1, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new LoadPlan("h", 1, "/", "", 0, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new LoadPlan("h", 1, "/", "", 1, Duration.ZERO));
    }
}
