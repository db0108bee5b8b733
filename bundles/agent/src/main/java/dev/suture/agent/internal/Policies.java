// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;
import dev.suture.policy.Step;
import dev.suture.policy.UpdatePolicy;
import dev.suture.verify.Offer;

/** Asks every policy about a step of an offer. Used by the working thread. */
final class Policies {
    /** How long one that fails to answer holds an offer back. */
    static final Duration PENALTY = Duration.ofMinutes(10);
    /** The shortest deferral, so that a policy cannot keep the agent busy. */
    static final Duration SHORTEST = Duration.ofSeconds(10);

    private final Stages stages;
    private final Asking asking;
    private final Cancellation cancellation;

    Policies(Stages stages, Asking asking, Cancellation cancellation) {
        this.stages = stages;
        this.asking = asking;
        this.cancellation = cancellation;
    }

    /** Asks. Where there is no policy at all nobody has agreed, and the step is deferred. */
    Verdict ask(Step step, Offer offer, DeviceContext context) throws CancelledException {
        List<Held<UpdatePolicy>> policies = stages.takeAll(UpdatePolicy.class);
        if (policies.isEmpty()) {
            return Verdict.of(List.of(new Answer("agent", step, Answer.Word.DEFER,
                    Optional.of(context.now().plus(PENALTY)),
                    "no update policy is there; start a bundle that provides one, such as dev.suture.policy")));
        }
        Instant penalty = context.now().plus(PENALTY);
        List<Asking.Reply<Decision>> replies = cancellation.await(() -> asking.all(policies,
                policy -> policy.decide(step, offer, context), failure -> Decision.defer(penalty, failure)));
        cancellation.check(); // an agent that stops asks nobody any more
        List<Answer> answers = new ArrayList<>();
        replies.forEach(reply -> answers.add(answer(reply, step, context.now())));
        return Verdict.of(answers);
    }

    private static Answer answer(Asking.Reply<Decision> reply, Step step, Instant now) {
        if (reply.said() instanceof Decision.Refuse refuse) {
            return new Answer(reply.who(), step, Answer.Word.REFUSE, Optional.empty(), text(refuse.reason()));
        }
        if (reply.said() instanceof Decision.Defer defer) {
            Instant least = now.plus(SHORTEST);
            Instant until = defer.until() == null ? now.plus(PENALTY) : defer.until();
            return new Answer(reply.who(), step, Answer.Word.DEFER, Optional.of(until.isBefore(least) ? least : until),
                    text(defer.reason()));
        }
        return new Answer(reply.who(), step, Answer.Word.PROCEED, Optional.empty(), "");
    }

    /** A policy is not ours: it may well leave out the reason. */
    private static String text(String reason) {
        return reason == null || reason.isBlank() ? "gave no reason" : reason;
    }
}
