// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;

/** Makes the switch, accepts it, takes it back. Used by the working thread, which is never interrupted meanwhile. */
final class Switching {
    /** How long a gateway that was told to stop may take. */
    private static final Duration END = Duration.ofMinutes(1);

    private final World world;
    private final Cancellation cancellation;
    private final Device device;
    private final Inquest inquest;

    Switching(World world, Cancellation cancellation, Device device, Inquest inquest) {
        this.world = world;
        this.cancellation = cancellation;
        this.device = device;
        this.inquest = inquest;
    }

    /** Switches from what runs to {@code to}. */
    Happened activate(Look look, Generation to) throws MissingStageException, CancelledException {
        ActivationPlan plan;
        ActivationResult result;
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            plan = activator.service().plan(look.running(), to);
            world.log().info("plan: " + describe(plan));
            result = activator.service().activate(look.running(), to);
        } catch (ActivationException e) {
            return Happened.notPlanned(e);
        }
        lookAgain();
        return happened(result, plan);
    }

    /** Switches back to an earlier generation, on a local operator's word. Either it comes about, or all is as before. */
    Happened takeOff(Look look, Removal removal) throws CancelledException {
        try {
            Happened happened = activate(look, get(removal.generation()));
            boolean failed = EnumSet.of(Happening.UNDONE, Happening.FAILURE).contains(happened.what());
            return failed
                    ? inquest.notRemoved(Happening.FAULT, happened.reason().map(Reason::text).orElse(""))
                    : happened;
        } catch (MissingStageException | StageException e) {
            return inquest.notRemoved(Happening.FAULT, e.getMessage());
        }
    }

    private Generation get(int number) throws MissingStageException, StageException {
        try (Held<Stager> stager = world.stages().take(Stager.class)) {
            return stager.service().get(number);
        }
    }

    /** Tells the anchor that this agent is alive: one that is not told so for a while takes the trial back. */
    void watched(Duration limit) {
        try (Held<Anchor> anchor = world.stages().take(Anchor.class)) {
            anchor.service().watched(limit);
        } catch (MissingStageException e) {
            world.log().warn("nobody can be told that the trial is watched: " + e.getMessage());
        }
    }

    /** Accepts the generation on trial. */
    Happened confirm(Look look) throws MissingStageException, ActivationException {
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            inquest.accepting();
            activator.service().confirm();
        } catch (IOException e) {
            throw new ActivationException("quarantine.json cannot be written: " + e.getMessage(), e);
        }
        lookAgain();
        return inquest.accepted(look);
    }

    /**
     * Takes the generation on trial back. One that has taken itself back is at its end: it has no services to judge by any
     * more, and soon no classes.
     *
     * @throws ActivationException if that did not work; the trial goes on
     */
    Happened revert(Red red) throws MissingStageException, ActivationException, CancelledException {
        inquest.suspect(red);
        ActivationResult result;
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            result = activator.service().revert(red.line());
        } catch (IllegalStateException e) {
            throw new ActivationException(e.getMessage(), e);
        }
        if (result instanceof ActivationResult.Undone undone) {
            throw new ActivationException(undone.reason());
        }
        cancellation.check();
        lookAgain();
        return result instanceof ActivationResult.Switched switched
                ? inquest.tookBack().with(closed(switched))
                : Happened.of(Happening.RED_AT_BOOT);
    }

    /** Stops the gateway for the boot that was recorded, and waits for the end of this agent. */
    void relaunch() throws CancelledException {
        try (Held<Anchor> anchor = world.stages().take(Anchor.class)) {
            world.log().info("the gateway stops now and is booted again");
            anchor.service().relaunch();
        } catch (MissingStageException e) {
            world.log().error("the gateway has to be restarted by hand: " + e.getMessage(), e);
        }
        cancellation.await(() -> {
            world.time().pause(END);
            return true;
        });
    }

    /** Learns what runs now, for the state that is reported next. */
    private void lookAgain() {
        try {
            device.look();
        } catch (MissingStageException | StageException e) {
            if (!cancellation.isSet()) { // else it has stopped itself, and the next one looks
                world.log().warn("what runs now is looked up later: " + e.getMessage());
            }
        }
    }

    private Happened happened(ActivationResult result, ActivationPlan plan) throws CancelledException {
        if (result instanceof ActivationResult.Undone undone) {
            return undone.retryable()
                    ? Happened.because(Happening.UNDONE, new Reason(Reason.Code.TIME, undone.reason()))
                    : inquest.undone(undone.reason());
        }
        if (result instanceof ActivationResult.AtBoot) {
            return Happened.of(Happening.AT_BOOT);
        }
        Map<String, String> details = new HashMap<>(closed((ActivationResult.Switched) result));
        details.put("bundles", Integer.toString(plan.set().size()));
        if (!plan.restarts().isEmpty()) {
            details.put("restarts", String.join(", ", plan.restarts()));
        }
        return Happened.of(Happening.SWITCHED).with(details);
    }

    private static Map<String, String> closed(ActivationResult.Switched switched) {
        return Map.of("closedMillis", Long.toString(switched.closed().toMillis()));
    }

    private static String describe(ActivationPlan plan) {
        String members = plan.set().stream().map(member -> member.action() + " " + member.bundle())
                .collect(Collectors.joining(", "));
        return "generation " + plan.from() + " to " + plan.to() + ": " + members + "; restarts " + plan.restarts();
    }
}
