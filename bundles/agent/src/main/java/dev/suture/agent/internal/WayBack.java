// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;

/** Where a local operator may take this device: to its base release, or to a level that was confirmed on it. For any thread. */
final class WayBack {
    private final World world;
    private final Device device;
    private final History history;
    private final boolean allowed;

    /** {@code allowed} is what the device's owner says. */
    WayBack(World world, Device device, History history, boolean allowed) {
        this.world = world;
        this.device = device;
        this.history = history;
        this.allowed = allowed;
    }

    /**
     * The way to a level, or, where none is named, to the highest below the one that runs.
     *
     * @throws RefusedException if there is no such way
     */
    Removal find(Optional<PatchLevel> wanted, Duration hold) throws RefusedException {
        if (!allowed) {
            throw new RefusedException(
                    "this device does not let patches be removed: removal=false of dev.suture.agent");
        }
        Look look = device.last().orElseThrow(() -> new RefusedException("the gateway is still starting; ask again"));
        Origin running = look.running().origin();
        if (look.trial().isPresent()) {
            throw new RefusedException(running.label() + " is on trial; ask again when that has ended");
        }
        Digest patch = running.patch().filter(any -> running.level().number() > 0).orElseThrow(
                () -> new RefusedException(running.label() + " is the base release; there is nothing to remove"));
        TreeMap<PatchLevel, Generation> known = known(look.running());
        Optional<PatchLevel> level = wanted.or(() -> known.keySet().stream().max(PatchLevel::compareTo));
        Generation to = level.map(known::get).orElseThrow(() -> new RefusedException(
                level.map(each -> (running.base() + " " + each).strip()).orElse("the base release")
                        + " is not below " + running.label() + " or was never confirmed on this device; it may go to "
                        + known.values().stream().map(each -> each.origin().label())
                                .collect(Collectors.joining(", "))));
        return new Removal(patch, running.label(), to.origin().label(), to.number(), world.time().now().plus(hold));
    }

    private TreeMap<PatchLevel, Generation> known(Generation running) throws RefusedException {
        TreeMap<PatchLevel, Generation> known = new TreeMap<>();
        Set<Digest> confirmed = confirmed();
        try (Held<Stager> stager = world.stages().take(Stager.class)) {
            for (int number = running.number() - 1; number > 0; number--) {
                find(stager.service(), number).filter(each -> isBelow(each.origin(), running.origin()))
                        .filter(each -> each.origin().patch().map(confirmed::contains).orElse(true))
                        .ifPresent(each -> known.putIfAbsent(each.origin().level(), each));
            }
            return known;
        } catch (MissingStageException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private Set<Digest> confirmed() throws RefusedException {
        try {
            return history.read().stream().filter(event -> event.step() == Step.CONFIRMED).map(DeviceEvent::patch)
                    .flatMap(Optional::stream).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new RefusedException("history.jsonl, which tells what was confirmed here, cannot be read: "
                    + e.getMessage());
        }
    }

    private static Optional<Generation> find(Stager stager, int number) {
        try {
            return Optional.of(stager.get(number));
        } catch (StageException e) {
            return Optional.empty(); // there is none, or nobody can go back to it
        }
    }

    private static boolean isBelow(Origin origin, Origin running) {
        return origin.product().equals(running.product()) && origin.base().equals(running.base())
                && origin.level().compareTo(running.level()) < 0;
    }
}
