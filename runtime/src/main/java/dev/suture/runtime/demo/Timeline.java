// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.suture.tuf.json.MalformedException;

/**
 * What the device tells of its way through a patch, in the order and at the time this side saw it: the times are this
 * process's own, not the device's claims. Safe for use by several threads.
 */
final class Timeline implements BiConsumer<String, byte[]> {
    /** After one of these the device goes no further by itself. */
    private static final Set<String> ENDS = Set.of("failed", "refused", "reverted", "deferred", "effective-forced");

    private final LongSupplier clock;
    private final Consumer<Moment> listener;
    private final List<Moment> moments = new ArrayList<>();
    private long zero;
    private int endsFrom;

    /** One step, seen {@code at} after the publication. */
    record Moment(DeviceStep step, Duration at) {}

    /** Times by {@code clock}, in nanoseconds; each moment is handed to {@code listener} when it comes. */
    Timeline(LongSupplier clock, Consumer<Moment> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** From here the time is counted; what was seen before is forgotten. */
    synchronized void begin() {
        moments.clear();
        endsFrom = 0;
        zero = clock.getAsLong();
    }

    /** Takes one message of the device's event topic. */
    @Override
    public synchronized void accept(String topic, byte[] payload) {
        Moment moment = new Moment(read(payload), Duration.ofNanos(clock.getAsLong() - zero));
        moments.add(moment);
        listener.accept(moment);
        notifyAll();
    }

    /** The first time this step was seen. */
    synchronized Optional<Moment> find(String step) {
        return moments.stream().filter(moment -> moment.step().name().equals(step)).findFirst();
    }

    /** What was seen since the publication, in its order. */
    synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** What ended it so far is over; the device is expected to go on. */
    synchronized void goOn() {
        endsFrom = moments.size();
    }

    /** Waits for the first of these steps; empty if none comes within {@code limit}. */
    synchronized Optional<Moment> awaitFirst(Set<String> steps, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long rest = limit.toNanos(); firstOf(steps, 0).isEmpty()
                && rest > 0; rest = deadline - System.nanoTime()) {
            wait(rest / 1_000_000 + 1);
        }
        return firstOf(steps, 0);
    }

    /**
     * Waits for a step.
     *
     * @return what is wrong, in one line, if the device ends elsewhere or says nothing within {@code limit}
     */
    synchronized Optional<String> await(String step, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (find(step).isEmpty()) {
            Optional<Moment> end = firstOf(ENDS, endsFrom);
            if (end.isPresent()) {
                return Optional.of("the device reports " + end.get().step().describe());
            }
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return Optional.of("the device did not report '" + step + "' within " + limit.toSeconds() + " s");
            }
            wait(rest / 1_000_000 + 1);
        }
        return Optional.empty();
    }

    private Optional<Moment> firstOf(Set<String> steps, int from) {
        return moments.stream().skip(from).filter(moment -> steps.contains(moment.step().name())).findFirst();
    }

    private static DeviceStep read(byte[] payload) {
        try {
            return DeviceStep.read(payload);
        } catch (MalformedException e) {
            return DeviceStep.unreadable(e.getMessage());
        }
    }
}
