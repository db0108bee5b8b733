// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.fetch.FetchException;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.StageWatch;
import dev.suture.stage.Stager;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;

/** A device in memory: it stages, switches, confirms and reverts generations, and fails when told to. */
final class FakeDevice implements Activator, Stager {
    final List<String> calls = new ArrayList<>();
    final Map<Integer, Generation> generations = new HashMap<>();
    final Deque<Drained> drained = new ArrayDeque<>();
    private final FakeTime time;
    final List<Set<Integer>> collected = new ArrayList<>();
    int confirmed = 1;
    OptionalInt trial = OptionalInt.empty();
    OptionalInt previous = OptionalInt.empty();
    Optional<FetchException> unreachable = Optional.empty();
    Optional<StageException> stageFailure = Optional.empty();
    Optional<ActivationException> planFailure = Optional.empty();
    Optional<ActivationException> confirmFailure = Optional.empty();
    Optional<RuntimeException> revertMisuse = Optional.empty();
    Optional<ActivationResult> undone = Optional.empty();
    List<ActivationPlan.Member> set = List.of();
    Terms.Mode mode = Terms.Mode.LIVE;
    Runnable duringActivate = () -> {};
    Runnable duringRevert = () -> {};
    /** What runs has changed. */
    Runnable changed = () -> {};
    Function<Site, Stager> rehearsing = site -> {
        throw new AssertionError("nobody rehearses");
    };

    FakeDevice(FakeTime time) {
        this.time = time;
        generations.put(1, Samples.base());
    }

    @Override
    public Generation stage(Offer offer, Generation running, StageWatch watch)
            throws StageException, FetchException {
        calls.add("stage");
        if (stageFailure.isPresent()) {
            throw stageFailure.get();
        }
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        Generation next = Samples.patched(running.number() + 1, offer);
        generations.put(next.number(), next);
        return next;
    }

    @Override
    public Stager at(Site site) {
        return rehearsing.apply(site);
    }

    @Override
    public long collect(Set<Integer> kept) {
        collected.add(new TreeSet<>(kept));
        return 0;
    }

    @Override
    public Generation get(int number) throws StageException {
        Generation generation = generations.get(number);
        if (generation == null) {
            throw new StageException(StageException.Reason.DISK_FAILED, "no generation " + number);
        }
        return generation;
    }

    @Override
    public int confirmed() {
        return confirmed;
    }

    @Override
    public OptionalInt trial() {
        return trial;
    }

    @Override
    public OptionalInt previous() {
        return previous;
    }

    @Override
    public ActivationPlan plan(Generation from, Generation to) throws ActivationException {
        if (planFailure.isPresent()) {
            throw planFailure.get();
        }
        return new ActivationPlan(from.number(), to.number(), from.equals(to) ? List.of() : set,
                List.of("some.component"), mode,
                Duration.ofMillis(20));
    }

    @Override
    public ActivationResult activate(Generation from, Generation to) {
        calls.add("activate " + from.number() + " " + to.number());
        duringActivate.run();
        if (undone.isPresent()) {
            return undone.get();
        }
        if (mode == Terms.Mode.RELAUNCH) {
            return new ActivationResult.AtBoot();
        }
        trial = OptionalInt.of(to.number());
        changed.run();
        return new ActivationResult.Switched(Duration.ofMillis(19));
    }

    @Override
    public Drained awaitDrained(Duration limit) {
        if (drained.isEmpty()) {
            return new Drained.Empty();
        }
        time.pass(limit);
        return drained.remove();
    }

    @Override
    public void confirm() throws ActivationException {
        calls.add("confirm");
        if (confirmFailure.isPresent()) {
            ActivationException failure = confirmFailure.get();
            confirmFailure = Optional.empty();
            throw failure;
        }
        confirmed = trial.orElseThrow(() -> new IllegalStateException("no trial"));
        trial = OptionalInt.empty();
        changed.run();
    }

    @Override
    public ActivationResult revert(String reason) {
        calls.add("revert " + reason);
        if (revertMisuse.isPresent()) {
            throw revertMisuse.get();
        }
        if (mode == Terms.Mode.RELAUNCH) {
            return new ActivationResult.AtBoot();
        }
        trial = OptionalInt.empty();
        changed.run();
        duringRevert.run();
        return new ActivationResult.Switched(Duration.ofMillis(11));
    }
}
