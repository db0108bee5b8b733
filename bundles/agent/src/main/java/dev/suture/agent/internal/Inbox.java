// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.suture.notify.Notification;
import dev.suture.patch.Digest;

/**
 * What comes in while the agent works or waits. Any thread puts in, the working thread takes out. Of several notifications
 * only the newest is kept.
 */
final class Inbox {
    private Optional<Hint> hint = Optional.empty();
    private final Set<Class<?>> arrived = new HashSet<>();
    private boolean check;
    private Optional<Digest> agreed = Optional.empty();
    private boolean retry;
    private boolean collect;
    private Optional<Removal> removal = Optional.empty();
    private Optional<String> wish = Optional.empty();
    private boolean news;

    /** A notification. @param at when it came */
    record Hint(Notification notification, Instant at) {}

    synchronized void notified(Notification notification, Instant at) {
        hint = Optional.of(new Hint(notification, at));
        wake();
    }

    /** A person wants a check. */
    synchronized void checkNow() {
        check = true;
        wake();
    }

    /** A person has agreed to this patch. */
    synchronized void agree(Digest patch) {
        agreed = Optional.of(patch);
        wake();
    }

    /** A local operator wants the patch that runs taken off. */
    synchronized void remove(Removal wish) {
        removal = Optional.of(wish);
        wake();
    }

    /** A person wants every patch that is held to be tried again. */
    synchronized void retry() {
        retry = true;
        checkNow();
    }

    /** A person wants back what is not needed. */
    synchronized void collect() {
        collect = true;
        wake();
    }

    /** A person wants this base release. */
    synchronized void wish(String base) {
        wish = Optional.of(base);
        checkNow();
    }

    /** A service of this contract has arrived. */
    synchronized void arrived(Class<?> contract) {
        arrived.add(contract);
        wake();
    }

    synchronized Optional<Hint> takeHint() {
        Optional<Hint> taken = hint;
        hint = Optional.empty();
        return taken;
    }

    synchronized boolean takeCheck() {
        boolean taken = check;
        check = false;
        return taken;
    }

    synchronized Optional<Digest> takeAgreed() {
        Optional<Digest> taken = agreed;
        agreed = Optional.empty();
        return taken;
    }

    synchronized Optional<Removal> takeRemoval() {
        Optional<Removal> taken = removal;
        removal = Optional.empty();
        return taken;
    }

    synchronized boolean takeRetry() {
        boolean taken = retry;
        retry = false;
        return taken;
    }

    synchronized boolean takeCollect() {
        boolean taken = collect;
        collect = false;
        return taken;
    }

    synchronized Optional<String> takeWish() {
        Optional<String> taken = wish;
        wish = Optional.empty();
        return taken;
    }

    /** Whether a service of this contract has arrived since this was asked last. */
    synchronized boolean takeArrived(Class<?> contract) {
        return arrived.remove(contract);
    }

    /** Whether any stage has; forgets all of them. */
    synchronized boolean takeArrivals() {
        return arrived.removeIf(Stages.NEEDED::contains);
    }

    /** Waits until something comes in, at most {@code limit}. */
    synchronized void await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long rest = limit.toNanos(); !news && rest > 0; rest = deadline - System.nanoTime()) {
            wait(rest / 1_000_000 + 1);
        }
        news = false;
    }

    private void wake() {
        news = true;
        notifyAll();
    }
}
