// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all answers to one question come to: a refusal outweighs the latest deferral, which outweighs going on.
 *
 * @param answers all of them
 * @param decisive the one that decides; empty if all let it go on
 */
record Verdict(List<Answer> answers, Optional<Answer> decisive) {
    /** Weighs answers. */
    static Verdict of(List<Answer> answers) {
        return new Verdict(List.copyOf(answers), find(answers, Answer.Word.REFUSE).or(() -> latest(answers)));
    }

    private static Optional<Answer> find(List<Answer> answers, Answer.Word word) {
        return answers.stream().filter(answer -> answer.word() == word).findFirst();
    }

    private static Optional<Answer> latest(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.word() == Answer.Word.DEFER)
                .max((a, b) -> until(a).compareTo(until(b)));
    }

    private static Instant until(Answer answer) {
        return answer.until().orElse(Instant.MIN);
    }
}
