// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimelineTest {
    private final AtomicLong clock = new AtomicLong(5_000);
    private final List<Timeline.Moment> heard = new ArrayList<>();
    private final Timeline timeline = new Timeline(clock::get, heard::add);

    @Test
    void timesAreCountedFromThePublication() {
        see("idle", "");
        timeline.begin();
        clock.addAndGet(40_000_000);
        see("verified", "");
        assertEquals(Optional.of(Duration.ofMillis(40)), timeline.find("verified").map(Timeline.Moment::at));
        assertTrue(timeline.find("idle").isEmpty());
        assertEquals(2, heard.size());
    }

    @Test
    void waitsForAStepFromAnotherThread() throws InterruptedException {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> see("effective", ""));
        assertEquals(Optional.empty(), timeline.await("effective", Duration.ofSeconds(20)));
        other.join();
    }

    @Test
    void aDeviceThatGivesUpEndsTheWaitAndSaysWhy() throws InterruptedException {
        see("failed", "\"reason\":\"the content is not what was signed\"");
        assertEquals(Optional.of("the device reports 'failed': the content is not what was signed"),
                timeline.await("effective", Duration.ofHours(1)));
    }

    @Test
    void anEndThatIsOverDoesNotCountAgain() throws InterruptedException {
        see("failed", "\"reason\":\"the content is not what was signed\"");
        timeline.goOn();
        see("confirmed", "");
        assertEquals(Optional.empty(), timeline.await("confirmed", Duration.ofHours(1)));
    }

    @Test
    void waitsForTheFirstOfSeveralEnds() throws InterruptedException {
        assertEquals(Optional.empty(), timeline.awaitFirst(Set.of("failed", "effective"), Duration.ZERO));
        see("failed", "");
        see("effective", "");
        assertEquals("failed",
                timeline.awaitFirst(Set.of("failed", "effective"), Duration.ofHours(1)).get().step().name());
    }

    @Test
    void aForcedEndIsNotAnEnd() throws InterruptedException {
        see("effective-forced", "\"leftovers\":\"1 request\"");
        assertTrue(timeline.await("effective", Duration.ofHours(1)).isPresent());
    }

    @Test
    void aSilentDeviceIsNamed() throws InterruptedException {
        assertEquals(Optional.of("the device did not report 'staged' within 0 s"),
                timeline.await("staged", Duration.ZERO));
    }

    @Test
    void garbageIsSeenAndHarmless() throws InterruptedException {
        timeline.accept("t", new byte[]{1, 2, 3});
        timeline.accept("t", "{}".getBytes(StandardCharsets.UTF_8));
        see("staged", "");
        assertEquals(Optional.empty(), timeline.await("staged", Duration.ZERO));
    }

    private void see(String step, String details) {
        timeline.accept("suture/v1/gateway/d/demo/event", ("{\"format\":1,\"step\":\"" + step
                + "\",\"details\":{" + details + "}}").getBytes(StandardCharsets.UTF_8));
    }
}
