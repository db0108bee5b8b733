// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.notify.Notification;

class AgendaTest {
    private final FakeTime time = new FakeTime();

    private Agenda agenda(long seed) {
        return new Agenda(Settings.DEFAULT, new Chance(new SplittableRandom(seed)), time);
    }

    private Inbox.Hint hint(int content, Duration spread) {
        return new Inbox.Hint(
                new Notification(Samples.push(content).timestamp(), Optional.empty(), spread), time.now());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFirstPollComesSoonAndTheNextWithJitter(long seed) {
        Agenda agenda = agenda(seed);
        assertTrue(agenda.untilNext().compareTo(Duration.ofSeconds(30)) <= 0);
        time.pass(agenda.untilNext());
        assertEquals(Demand.By.POLL, agenda.takeDue().orElseThrow().by());
        agenda.checked();
        Duration next = agenda.untilNext();
        assertTrue(next.compareTo(Duration.ofMinutes(48)) >= 0 && next.compareTo(Duration.ofMinutes(72)) <= 0);
        assertEquals(Optional.empty(), agenda.takeDue());
        assertEquals(time.now().plus(next), agenda.nextPoll());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aNotificationIsSpreadOverItsWindowAndANewerOneTakesItsPlaceWithoutDelayingIt(long seed) {
        Agenda agenda = agenda(seed);
        agenda.checked();
        Duration wait = agenda.put(hint(1, Duration.ofMinutes(10)));
        assertTrue(wait.compareTo(Duration.ofMinutes(10)) <= 0);
        assertEquals(wait, agenda.untilNext());
        assertEquals(Optional.empty(), agenda.takeDue());
        Duration second = agenda.put(hint(2, Duration.ofDays(1)));
        assertTrue(second.compareTo(wait) <= 0);
        time.pass(second);
        assertEquals(hint(2, Duration.ofDays(1)).notification(), agenda.takeDue().orElseThrow().hint());
        assertEquals(Optional.empty(), agenda.takeDue());
    }

    @Test
    void theSameNotificationAgainIsNotFresh() {
        Agenda agenda = agenda(1);
        for (int i = 0; i < 2; i++) {
            assertEquals(i == 0, agenda.isNews(hint(1, Duration.ZERO)));
            agenda.put(hint(1, Duration.ZERO));
            assertEquals(i == 0, agenda.takeDue().orElseThrow().fresh());
        }
    }

    @Test
    void refusedNotificationsLeadToOneCheckInTenMinutes() {
        Agenda agenda = agenda(1);
        agenda.checked();
        assertTrue(agenda.refused());
        assertFalse(agenda.refused());
        assertFalse(agenda.isNews(hint(7, Duration.ZERO)));
        assertTrue(agenda.untilNext().compareTo(Agenda.REFUSED_SPREAD) <= 0);
        time.pass(agenda.untilNext());
        assertEquals(Demand.By.POLL, agenda.takeDue().orElseThrow().by());
        agenda.checked();
        assertFalse(agenda.refused());
        time.pass(Agenda.REFUSED_PUSHES);
        assertTrue(agenda.refused());
    }

    @Test
    void waitsAfterFailuresDoubleWithJitterUpToSixHours() {
        Chance chance = new Chance(new SplittableRandom(1));
        for (Duration first : List.of(Chance.FIRST, Chance.AT_HAND)) {
            for (int failures = 1; failures < 200; failures++) {
                double middle = Math.min(first.toSeconds() * Math.pow(2, failures - 1), 6 * 3600);
                double seconds = chance.backOff(first, failures).toMillis() / 1000.0;
                assertTrue(seconds >= 0.79 * middle && seconds <= 1.21 * middle, failures + ": " + seconds);
            }
        }
    }

    @Test
    void settingsOutOfRangeAreBrought() {
        Settings settings = new Settings(Duration.ofSeconds(-1), Duration.ofDays(9),
                new Settings.Polls(Duration.ZERO, 7, Duration.ofDays(2)), Duration.ofSeconds(2), true);
        assertEquals(new Settings(Duration.ZERO, Duration.ofDays(1),
                new Settings.Polls(Duration.ofSeconds(10), 1, Duration.ofDays(1)), Duration.ofSeconds(2), true),
                settings);
    }

    @Test
    void aWaitIsDueAtItsTimeOrWhenTheClockWasSetBack() {
        Instant now = time.now();
        Retry failure = new Retry(1, Optional.of(now.plusSeconds(60)), Optional.of(Reason.Code.FETCH));
        assertFalse(failure.isDue(now));
        assertTrue(failure.isDue(now.plusSeconds(60)));
        assertTrue(failure.isDue(now.minus(Duration.ofDays(1))));
        Retry deferral = new Retry(0, Optional.of(now.plus(Duration.ofDays(3))), Optional.of(Reason.Code.POLICY));
        assertFalse(deferral.isDue(now), "a policy may well think of another day");
        assertFalse(Retry.NONE.isDue(now));
    }
}
