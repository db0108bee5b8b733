// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.suture.activate.ActivationPlan;
import dev.suture.activate.Activator;
import dev.suture.agent.internal.noop.NoOp;
import dev.suture.agent.internal.noop.Rehearsal;
import dev.suture.notify.Notification;
import dev.suture.notify.Notifier;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;
import dev.suture.verify.Verifier;

/**
 * Whether the updater that is there can be trusted with the next patch. Before a switch that concerns the updater the one that
 * runs writes an exam down and passes it itself; in the trial the new one has to pass it. Used by the working thread.
 */
final class Qualification {
    /** The name under which it counts among the health gates. */
    static final String GATE = "the updater's qualification";

    private static final Pattern UPDATER = Pattern
            .compile("dev\\.suture\\.(api|tuf|delta|agent|verify|stage|activate|policy|health|fetch\\..*|notify\\..*)");
    /** Shorter than the anchor waits for a sign of life. */
    private static final Duration REHEARSAL = Duration.ofSeconds(40);
    private static final Duration REFRESH = Duration.ofSeconds(20);

    private final World world;
    private final Device device;
    private final ExamFile file;
    private final Cancellation cancellation;
    private final Aside aside;

    Qualification(World world, Device device, Cancellation cancellation) {
        this.world = world;
        this.device = device;
        this.file = new ExamFile(world.root());
        this.cancellation = cancellation;
        this.aside = new Aside(cancellation);
    }

    /**
     * Writes the exam down that the wanted generation will have to pass, if it changes the updater.
     *
     * @return whether there is one and the updater that runs passes it
     * @throws IOException if it cannot be written, so that nobody could be examined
     */
    boolean prepare(ActivationPlan plan, Generation running) throws CancelledException, IOException {
        if (plan.set().stream().noneMatch(member -> UPDATER.matcher(member.bundle().symbolicName()).matches())) {
            file.delete();
            return false;
        }
        NoOp noOp = NoOp.make(new SecureRandom());
        file.save(new Exam(plan.to(), noOp, isReachable(running), connected()));
        Optional<Red> red = rehearse(noOp, running);
        red.ifPresent(fault -> world.log().warn("the present updater does not qualify either: " + fault.reason()));
        return red.isEmpty();
    }

    /** The exam of this generation, if it has to pass one. @throws IOException if that cannot be said */
    Optional<Exam> find(int generation) throws IOException {
        return file.find().filter(exam -> exam.generation() == generation);
    }

    /** Whether the updater that is there now passes the exam that was written last. */
    boolean isPassed() throws CancelledException {
        try {
            Optional<Exam> exam = file.find();
            return exam.isPresent() && rehearse(exam.get().noOp(), device.look().running()).isEmpty();
        } catch (IOException | StageException | MissingStageException e) {
            world.log().warn("nobody can say whether the updater qualifies: " + e.getMessage());
            return false;
        }
    }

    /** What this host alone is to blame for: the no-op, and its flawed forms. */
    Optional<Red> rehearse(NoOp noOp, Generation running) throws CancelledException {
        try {
            return aside.call(() -> findFault(noOp, running), REHEARSAL).map(fault -> red(fault, true));
        } catch (TimeoutException e) {
            return Optional.of(red(e.getMessage(), true));
        } catch (ExecutionException e) {
            // A disk that fails says nothing about the new code.
            return Optional.of(red("it cannot be examined: " + e.getCause().getMessage(),
                    e.getCause() instanceof MissingStageException));
        }
    }

    private Optional<String> findFault(NoOp noOp, Generation running) throws MissingStageException, IOException {
        try (Held<Verifier> verifier = world.stages().take(Verifier.class);
                Held<Stager> stager = world.stages().take(Stager.class);
                Held<Activator> activator = world.stages().take(Activator.class)) {
            return new Rehearsal(verifier.service(), stager.service(), activator.service(),
                    world.root().resolve("staging").resolve("qualification"))
                    .findFault(noOp, running, cancellation::isSet);
        }
    }

    /** What others may be to blame for: the repository and the brokers that were there before. */
    Optional<Red> findLost(Exam exam, Generation running) throws CancelledException {
        if (exam.reachable() && !isReachable(running)) {
            return Optional.of(red("the repository cannot be reached any more", false));
        }
        Set<String> lost = new HashSet<>(exam.connected());
        lost.removeAll(connected());
        return lost.stream().sorted().findFirst().map(name -> red(name + " is not connected any more", false));
    }

    private boolean isReachable(Generation running) throws CancelledException {
        try {
            aside.call(() -> {
                try (Held<Verifier> verifier = world.stages().take(Verifier.class)) {
                    return verifier.service().refresh(Notification.CHECK_NOW, running.origin().level().number(),
                            Set.of());
                }
            }, REFRESH);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private Set<String> connected() {
        Set<String> connected = new HashSet<>();
        for (Held<Notifier> held : world.stages().takeAll(Notifier.class)) {
            try (held) {
                if (held.service().isConnected()) {
                    connected.add(held.name());
                }
            }
        }
        return connected;
    }

    private static Red red(String reason, boolean hostLocal) {
        return new Red(GATE, reason, hostLocal);
    }
}
