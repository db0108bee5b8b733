// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.Setback;
import dev.suture.anchor.SwitchScript;

/** Only its lease: the agent knows no more of the anchor. */
final class FakeAnchor implements Anchor {
    Optional<Setback> setback = Optional.empty();
    int relaunches;
    int watched;
    private final Semaphore one = new Semaphore(1);

    boolean isLeased() {
        return one.availablePermits() == 0;
    }

    @Override
    public Optional<Lease> lease(Duration wait) throws InterruptedException {
        return one.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(one::release) : Optional.empty();
    }

    @Override
    public Optional<Setback> setback() {
        return setback;
    }

    @Override
    public void relaunch() {
        relaunches++;
    }

    @Override
    public void watched(Duration limit) {
        watched++;
    }

    @Override
    public boolean canRelaunch() {
        throw new AssertionError("asked by the activator");
    }

    @Override
    public void bootNext(int from, int to) {
        throw new AssertionError("done by the activator");
    }

    @Override
    public int confirmed() {
        throw new AssertionError("asked of the activator");
    }

    @Override
    public OptionalInt previous() {
        throw new AssertionError("asked of the activator");
    }

    @Override
    public OptionalInt trial() {
        throw new AssertionError("asked of the activator");
    }

    @Override
    public Outcome execute(SwitchScript script, Gates gates) {
        throw new AssertionError("done by the activator");
    }

    @Override
    public List<String> awaitOlderLeft(Duration limit) {
        throw new AssertionError("done by the activator");
    }

    @Override
    public void confirm() {
        throw new AssertionError("done by the activator");
    }

    @Override
    public Outcome revert(String reason) {
        throw new AssertionError("done by the activator");
    }
}
