// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.suture.agent.internal.Transitions.Row;
import dev.suture.report.Phase;

/** What a row of the table makes of what is known. No state but the chance that jitters waits. */
final class Advance {
    /** Phases whose reason is the newest failure; all others keep theirs while they last. */
    private static final Set<Phase> RETOLD = EnumSet.of(Phase.FAILED, Phase.TRIAL);

    private static final Set<Phase> SWITCHING = EnumSet.of(Phase.ACTIVATING, Phase.TRIAL);

    private final Chance chance;

    Advance(Chance chance) {
        this.chance = chance;
    }

    Progress of(Progress before, Row row, Happened happened, Instant now) {
        Progress progress = happened.target().map(before::withTarget).orElse(before);
        if (row.to() == Phase.IDLE) {
            progress = progress.withStand(Stand.IDLE);
        }
        boolean keep = row.to() == before.stand().phase() && !RETOLD.contains(row.to());
        Optional<Reason> reason = keep ? progress.stand().reason() : happened.reason();
        progress = progress.withStand(new Stand(row.to(), progress.stand().target(), reason))
                .withRetry(retry(progress, row, happened, now));
        if (!SWITCHING.contains(row.to())) {
            progress = progress.withFindings(progress.findings().withRemoval(Optional.empty()));
        }
        if (row.to().isTerminal() && row.to() != before.stand().phase()) {
            progress = progress.withFindings(
                    progress.findings().withConsent(Optional.empty()).withWish(Optional.empty()));
        }
        if (row.says().isPresent()) {
            progress = progress.withBoot(progress.boot().next()).withTime(row.says().get(), now);
        }
        return progress;
    }

    private Retry retry(Progress progress, Row row, Happened happened, Instant now) {
        Retry retry = progress.retry();
        Optional<Reason.Code> cause = happened.reason().map(Reason::code);
        if (happened.until().isPresent()) {
            return new Retry(retry.failures(), happened.until(), cause);
        }
        if (happened.what() == Happening.FAILURE || happened.what() == Happening.UNDONE) {
            Duration first = cause.filter(Reason.Code.TIME::equals).isPresent() ? Chance.AT_HAND : Chance.FIRST;
            return afterFailure(retry, row.to() == Phase.DEFERRED, cause, now, first);
        }
        return row.to().isTerminal() || row.to() == Phase.IDLE ? Retry.NONE : retry.resting();
    }

    /** A check that fails during a wait does not prolong it; a deferral also keeps its cause. */
    private Retry afterFailure(Retry retry, boolean deferred, Optional<Reason.Code> cause, Instant now,
            Duration first) {
        Optional<Reason.Code> why = deferred ? retry.cause().or(() -> cause) : cause;
        if (retry.at().isPresent() && !retry.isDue(now)) {
            return new Retry(retry.failures(), retry.at(), why);
        }
        int failures = (int) Math.min(Integer.MAX_VALUE, retry.failures() + 1L);
        return new Retry(failures, Optional.of(now.plus(chance.backOff(first, failures))), why);
    }
}
