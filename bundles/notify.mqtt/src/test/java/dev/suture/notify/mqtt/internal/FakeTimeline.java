// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A timeline whose time passes when a test says so. */
final class FakeTimeline implements Timeline {
    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private boolean ended;

    private record Task(Duration due, Runnable work) {}

    @Override
    public void execute(Runnable task) {
        later(Duration.ZERO, task);
    }

    @Override
    public Runnable later(Duration delay, Runnable work) {
        Task task = new Task(now.plus(delay), work);
        if (!ended) {
            tasks.add(task);
        }
        return () -> tasks.removeIf(other -> other == task);
    }

    @Override
    public void end() {
        ended = true;
        tasks.clear();
    }

    /** Lets time pass and runs what becomes due. */
    void pass(Duration span) {
        Duration until = now.plus(span);
        Optional<Task> next = next(until);
        while (next.isPresent()) {
            tasks.remove(next.get());
            now = next.get().due();
            next.get().work().run();
            next = next(until);
        }
        now = until;
    }

    /** Lets time pass until the next task is due, and runs what is due then. */
    void step() {
        pass(next(Duration.ofDays(1)).orElseThrow().due().minus(now));
    }

    /** Runs what is due now. */
    void run() {
        pass(Duration.ZERO);
    }

    boolean hasEnded() {
        return ended;
    }

    int waiting() {
        return tasks.size();
    }

    private Optional<Task> next(Duration until) {
        return tasks.stream().filter(task -> task.due().compareTo(until) <= 0).min(Comparator.comparing(Task::due));
    }
}
