// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;

/** Makes the switch, and takes it back. Used by the working thread, which is never interrupted meanwhile. */
final class Switching {
    /** How long a gateway that was told to stop may take. */
    private static final Duration END = Duration.ofMinutes(1);

    private final World world;
    private final Device device;
    private final Quarantine quarantine;

    Switching(World world, Device device, Quarantine quarantine) {
        this.world = world;
        this.device = device;
        this.quarantine = quarantine;
    }

    /** Switches from what runs to {@code to}. */
    Happened activate(Look look, Generation to, Digest patch) throws MissingStageException {
        Happened happened;
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            ActivationPlan plan = activator.service().plan(look.running(), to);
            world.log().info("plan: " + describe(plan));
            happened = happened(activator.service().activate(look.running(), to), plan, patch);
        } catch (ActivationException e) {
            return Happened.notPlanned(e);
        }
        lookAgain();
        return happened;
    }

    /**
     * Takes the generation on trial back.
     *
     * @throws ActivationException if that did not work; the trial goes on
     */
    Happened revert(String reason, Look look) throws MissingStageException, ActivationException {
        ActivationResult result;
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            result = activator.service().revert(reason);
        } catch (IllegalStateException e) {
            throw new ActivationException(e.getMessage(), e);
        }
        if (result instanceof ActivationResult.Undone undone) {
            throw new ActivationException(undone.reason());
        }
        look.running().origin().patch().ifPresent(this::hold);
        lookAgain();
        Reason why = new Reason(Reason.Code.GATE, reason);
        return result instanceof ActivationResult.Switched switched
                ? Happened.because(Happening.RED, why).with(closed(switched))
                : Happened.because(Happening.RED_AT_BOOT, why);
    }

    /** Stops the gateway for the boot that was recorded, and waits for the end of this agent. */
    void relaunch(Cancellation cancellation) throws CancelledException {
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

    /** Holds a patch that was taken back, so that it is not tried again by itself. */
    void hold(Digest patch) {
        try {
            quarantine.add(patch);
        } catch (IOException e) {
            world.log().error("quarantine.json cannot be written: " + patch + " may be tried again", e);
        }
    }

    /** Learns what runs now, for the state that is reported next. */
    void lookAgain() {
        try {
            device.look();
        } catch (MissingStageException | StageException e) {
            world.log().warn("what runs now is looked up later: " + e.getMessage());
        }
    }

    private Happened happened(ActivationResult result, ActivationPlan plan, Digest patch) {
        if (result instanceof ActivationResult.Undone undone) {
            if (undone.retryable()) {
                return Happened.because(Happening.UNDONE, new Reason(Reason.Code.TIME, undone.reason()));
            }
            hold(patch);
            return Happened.because(Happening.FAULT, new Reason(Reason.Code.GATE, undone.reason()));
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
