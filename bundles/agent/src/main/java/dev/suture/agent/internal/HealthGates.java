// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Asks every health gate. Used by the working thread. */
final class HealthGates {
    /** Between two rounds. */
    static final Duration TICK = Duration.ofSeconds(1);

    private final World world;
    private final Asking asking;
    private final Cancellation cancellation;
    private final Qualification qualification;

    HealthGates(World world, Asking asking, Cancellation cancellation, Qualification qualification) {
        this.world = world;
        this.asking = asking;
        this.cancellation = cancellation;
        this.qualification = qualification;
    }

    /** What counts among the gates where the updater is concerned. */
    Qualification qualification() {
        return qualification;
    }

    /** Asks all of them. A failure to answer is red. */
    Round ask() throws CancelledException {
        Round round = cancellation.await(() -> ask(world.stages().takeAll(HealthGate.class)));
        cancellation.check(); // an agent that stops asks nobody any more: what looks red then may be that
        return round;
    }

    private Round ask(List<Held<HealthGate>> gates) throws InterruptedException {
        List<Asking.Reply<Health>> replies = asking.all(gates, HealthGate::check, Health::red);
        Set<String> green = new HashSet<>();
        List<Red> red = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Asking.Reply<Health> reply = replies.get(i);
            if (reply.said() instanceof Health.Red said) {
                red.add(new Red(reply.who(), text(said.reason()), gates.get(i).marks().test(HealthGate.HOST_LOCAL)));
            } else {
                green.add(reply.who());
            }
        }
        return new Round(green, red);
    }

    /** Asks all of them every second until {@code wanted} is said, at most {@code limit}. @return the last round */
    Round await(Predicate<Round> wanted, Duration limit) throws CancelledException {
        Duration begin = world.time().elapsed();
        Round round = ask();
        while (!wanted.test(round) && world.time().since(begin).compareTo(limit) < 0) {
            cancellation.await(() -> {
                world.time().pause(TICK);
                return true;
            });
            round = ask();
        }
        return round;
    }

    /** Whether the device is well again by this gate, within {@code limit}. */
    boolean isGreenAgain(String gate, Duration limit) throws CancelledException {
        return gate.equals(Qualification.GATE)
                ? qualification.isPassed()
                : await(round -> round.green().contains(gate), limit).green().contains(gate);
    }

    /** A gate is not ours: it may well leave out the reason. */
    private static String text(String reason) {
        return reason == null || reason.isBlank() ? "gave no reason" : reason;
    }
}
