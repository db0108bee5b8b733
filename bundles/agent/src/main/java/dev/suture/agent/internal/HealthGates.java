// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.List;
import java.util.Optional;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Asks every health gate. Used by the working thread. */
final class HealthGates {
    private final Stages stages;
    private final Asking asking;
    private final Cancellation cancellation;

    HealthGates(Stages stages, Asking asking, Cancellation cancellation) {
        this.stages = stages;
        this.asking = asking;
        this.cancellation = cancellation;
    }

    /** One line that names the first red gate and its reason, or empty if all are green. A failure to answer is red. */
    Optional<String> findRed() throws CancelledException {
        List<Held<HealthGate>> gates = stages.takeAll(HealthGate.class);
        if (gates.isEmpty()) {
            return Optional.empty();
        }
        List<Asking.Reply<Health>> replies = cancellation
                .await(() -> asking.all(gates, HealthGate::check, Health::red));
        cancellation.check(); // an agent that stops asks nobody any more: what looks red then may be that
        return replies.stream().filter(reply -> reply.said() instanceof Health.Red)
                .map(reply -> reply.who() + ": " + ((Health.Red) reply.said()).reason()).findFirst();
    }
}
