// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.suture.activate.ActivationException;
import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.report.DeviceEvent.Step;

/** Watches a generation on trial to its end. Used by the working thread. */
final class Trial {
    /** Before another try at an end that did not work. */
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** Many rounds, so that a machine that is starved for a moment does not lose a patch. */
    private static final Duration WATCHED = Duration.ofSeconds(60);

    private final World world;
    private final Settings settings;
    private final Cancellation cancellation;
    private final HealthGates gates;
    private final Switching switching;
    private final Chronicle chronicle;
    private final Qualifying qualifying;

    Trial(World world, Settings settings, Cancellation cancellation, HealthGates gates, Switching switching,
            Chronicle chronicle) {
        this.world = world;
        this.settings = settings;
        this.cancellation = cancellation;
        this.gates = gates;
        this.switching = switching;
        this.chronicle = chronicle;
        this.qualifying = new Qualifying(world, cancellation, gates.qualification(), switching);
    }

    /**
     * Watches: a new updater shows that it works, the older requests leave, the gates hold through the window, the generation
     * is accepted; or something is red and it is taken back. The window begins here, also after a restart: a boot is a risk of its own.
     *
     * @param attend what else is due, called about every second
     */
    Happened watch(Look look, Runnable attend) throws CancelledException {
        Duration begin = world.time().elapsed();
        Optional<Red> unfit = qualifying.findRed(look, attend);
        Duration green = world.time().elapsed();
        while (true) {
            attend.run();
            if (unfit.isEmpty()) {
                switching.watched(WATCHED);
                drain(begin);
            }
            Optional<Red> red = unfit.isPresent() ? unfit : ask().findRed();
            Optional<Happened> end = red.isPresent() ? revert(red.get()) : confirm(green, look);
            if (end.isPresent()) {
                return end.get();
            }
            green = red.isPresent() ? world.time().elapsed() : green;
        }
    }

    /** Waits a little for the older requests, and tells when they are gone or have had their time. */
    private void drain(Duration begin) throws CancelledException {
        if (isEffective()) {
            return;
        }
        Duration rest = settings.linger().minus(world.time().since(begin));
        Drained drained;
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            drained = cancellation.await(() -> activator.service().awaitDrained(least(rest, HealthGates.TICK)));
        } catch (MissingStageException e) {
            pause(HealthGates.TICK); // it is being swapped; nobody can tell meanwhile, so nothing is claimed
            return;
        }
        Map<String, String> details = Map.of("millis", Long.toString(world.time().since(begin).toMillis()));
        if (drained instanceof Drained.Empty) {
            say(Step.EFFECTIVE, details);
        } else if (world.time().since(begin).compareTo(settings.linger()) >= 0) {
            say(Step.EFFECTIVE_FORCED,
                    Map.of("leftovers", String.join("; ", ((Drained.Leftovers) drained).leftovers())));
        }
    }

    private Optional<Happened> confirm(Duration green, Look look) throws CancelledException {
        Duration rest = settings.watch().minus(world.time().since(green));
        if (!isEffective()) {
            return Optional.empty();
        }
        if (rest.compareTo(Duration.ZERO) > 0) {
            pause(least(rest, HealthGates.TICK));
            return Optional.empty();
        }
        try {
            return Optional.of(switching.confirm(look));
        } catch (MissingStageException | ActivationException e) {
            world.log().error("the generation cannot be confirmed yet", e);
            pause(AGAIN);
            return Optional.empty();
        }
    }

    private Optional<Happened> revert(Red red) throws CancelledException {
        try {
            return Optional.of(switching.revert(red));
        } catch (MissingStageException | ActivationException e) {
            world.log().error("the generation is red (" + red.line() + ") but cannot be taken back yet", e);
            pause(AGAIN);
            return Optional.empty();
        }
    }

    /** Somebody who takes a patch off may well do so because the device is not well: what was not green before does not count. */
    private Round ask() throws CancelledException {
        Findings findings = chronicle.current().findings();
        Round round = gates.ask();
        return findings.removal().isPresent() ? round.of(findings.evidence().green()) : round;
    }

    private boolean isEffective() {
        Progress progress = chronicle.current();
        return progress.has(Step.EFFECTIVE) || progress.has(Step.EFFECTIVE_FORCED);
    }

    private void say(Step step, Map<String, String> details) {
        chronicle.say(step, world.time().now(), chronicle.current().stand().target(), details);
    }

    private void pause(Duration duration) throws CancelledException {
        cancellation.await(() -> {
            world.time().pause(duration);
            return true;
        });
    }

    private static Duration least(Duration a, Duration b) {
        Duration least = a.compareTo(b) < 0 ? a : b;
        return least.isNegative() ? Duration.ZERO : least;
    }
}
