// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Lets a new updater pass its exam before anything else is made of its trial. Used by the working thread. */
final class Qualifying {
    /** How long the network has to come back: a new notifier connects anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Holds while a request is waited for. */
    private static final Duration WATCHED = Duration.ofMinutes(2);

    private final World world;
    private final Cancellation cancellation;
    private final Qualification qualification;
    private final Switching switching;

    Qualifying(World world, Cancellation cancellation, Qualification qualification, Switching switching) {
        this.world = world;
        this.cancellation = cancellation;
        this.qualification = qualification;
        this.switching = switching;
    }

    /**
     * Examines what is on trial.
     *
     * @param attend what else is due, called about every second
     * @return why it does not pass; empty if it does, or needs not
     */
    Optional<Red> findRed(Look look, Runnable attend) throws CancelledException {
        Optional<Exam> exam;
        try {
            exam = qualification.find(look.running().number());
        } catch (IOException e) {
            return Optional.of(new Red(Qualification.GATE, "its exam cannot be read: " + e.getMessage(), false));
        }
        if (exam.isEmpty()) {
            return Optional.empty();
        }
        awaitStages(attend);
        Optional<Red> red = qualification.rehearse(exam.get().noOp(), look.running());
        red = red.isPresent() ? red : findLost(exam.get(), look, attend);
        world.log().info(red.map(why -> "the new updater does not qualify: " + why.reason())
                .orElse("the new updater has qualified"));
        return red;
    }

    private void awaitStages(Runnable attend) throws CancelledException {
        Duration begin = world.time().elapsed();
        attend.run();
        while (!Stages.NEEDED.stream().allMatch(world.stages()::has)
                && world.time().since(begin).compareTo(Engine.SETTLE) < 0) {
            pause(HealthGates.TICK);
            attend.run();
        }
    }

    /** From here on the updater is known to work, so it says that it watches. */
    private Optional<Red> findLost(Exam exam, Look look, Runnable attend) throws CancelledException {
        Duration begin = world.time().elapsed();
        switching.watched(WATCHED);
        Optional<Red> lost = qualification.findLost(exam, look.running());
        while (lost.isPresent() && world.time().since(begin).compareTo(PATIENCE) < 0) {
            pause(HealthGates.TICK);
            attend.run();
            switching.watched(WATCHED);
            lost = qualification.findLost(exam, look.running());
        }
        return lost;
    }

    private void pause(Duration duration) throws CancelledException {
        cancellation.await(() -> {
            world.time().pause(duration);
            return true;
        });
    }
}
