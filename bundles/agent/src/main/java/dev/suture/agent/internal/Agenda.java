// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.agent.internal.Inbox.Hint;
import dev.suture.notify.Notification;

/**
 * When the agent looks for news: at notifications, each spread over its window, and by polling. Nothing of it survives a
 * restart; the first poll comes soon after it. Used by the working thread, {@link #nextPoll} by any.
 */
final class Agenda {
    /** A refused notification leads to at most one check in this time. */
    static final Duration REFUSED_PUSHES = Duration.ofMinutes(10);
    /** In which window after it. */
    static final Duration REFUSED_SPREAD = Duration.ofMinutes(1);

    private final Settings settings;
    private final Chance chance;
    private final Time time;
    private Duration poll;
    private volatile Instant nextPoll;
    private Optional<Hint> hint = Optional.empty();
    private Duration hintDue = Duration.ZERO;
    private Optional<Notification> lastHint = Optional.empty();
    private Optional<Duration> lastRefused = Optional.empty();
    private Optional<Duration> afterRefused = Optional.empty();

    Agenda(Settings settings, Chance chance, Time time) {
        this.settings = settings;
        this.chance = chance;
        this.time = time;
        pollIn(chance.within(settings.polls().first()));
    }

    /** When the next poll is, by the wall clock. */
    Instant nextPoll() {
        return nextPoll;
    }

    /**
     * Puts a notification on the agenda, in place of one that still waits; its time does not move away by that.
     *
     * @return how long it waits
     */
    Duration put(Hint received) {
        Duration due = time.elapsed().plus(chance.within(received.notification().spread()));
        hintDue = hint.isPresent() && hintDue.compareTo(due) < 0 ? hintDue : due;
        hint = Optional.of(received);
        return hintDue.minus(time.elapsed());
    }

    /** Whether a notification is worth an event: not the same again, and not in a flood of refused ones. */
    boolean isNews(Hint received) {
        return isFresh(received) && !isFlooded();
    }

    /** The demand that is due, if one is. Polls stay due until {@link #checked}. */
    Optional<Demand> takeDue() {
        if (hint.isPresent() && isPast(hintDue)) {
            Demand demand = new Demand(Demand.By.PUSH, hint.get().notification(), isFresh(hint.get()));
            lastHint = Optional.of(hint.get().notification());
            hint = Optional.empty();
            return Optional.of(demand);
        }
        if (isPast(poll) || afterRefused.filter(this::isPast).isPresent()) {
            return Optional.of(Demand.of(Demand.By.POLL));
        }
        return Optional.empty();
    }

    /** A check is made: the next poll moves away, and the check that a refused notification called for is this one. */
    void checked() {
        afterRefused = Optional.empty();
        pollIn(chance.around(settings.polls().every(), settings.polls().jitter()));
    }

    /**
     * A notification was refused: plans one check without it, at most one in ten minutes.
     *
     * @return whether it was the first in that time
     */
    boolean refused() {
        if (isFlooded()) {
            return false;
        }
        lastRefused = Optional.of(time.elapsed());
        afterRefused = Optional.of(time.elapsed().plus(chance.within(REFUSED_SPREAD)));
        return true;
    }

    /** How long nothing is due. */
    Duration untilNext() {
        Duration next = Stream.of(Optional.of(poll), afterRefused, hint.map(waiting -> hintDue))
                .flatMap(Optional::stream).min(Duration::compareTo).orElse(poll);
        Duration wait = next.minus(time.elapsed());
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private boolean isFresh(Hint received) {
        return !lastHint.equals(Optional.of(received.notification()));
    }

    private boolean isFlooded() {
        return lastRefused.filter(at -> time.since(at).compareTo(REFUSED_PUSHES) < 0).isPresent();
    }

    private boolean isPast(Duration due) {
        return due.compareTo(time.elapsed()) <= 0;
    }

    private void pollIn(Duration wait) {
        poll = time.elapsed().plus(wait);
        nextPoll = time.now().plus(wait);
    }
}
