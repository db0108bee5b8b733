// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent.Step;

/**
 * All the agent knows across a restart: the content of {@code agent.json}.
 *
 * @param boot which boot and how many events
 * @param stand where the device stands
 * @param retry when something is tried again
 * @param past the patches before the present one, newest last, each with its last attempt
 * @param times when the steps of this attempt happened
 * @param findings what was learned last
 */
record Progress(Boot boot, Stand stand, Retry retry, List<Target> past, Map<Step, Instant> times, Findings findings) {
    /** The most patches that are remembered. */
    static final int MOST = 16;

    /** Of a device that has just been set up. */
    static final Progress NEW = new Progress(Boot.NONE, Stand.IDLE, Retry.NONE, List.of(), Map.of(), Findings.NONE);

    Progress {
        past = List.copyOf(past);
        times = Map.copyOf(times);
    }

    Progress withBoot(Boot value) {
        return new Progress(value, stand, retry, past, times, findings);
    }

    Progress withStand(Stand value) {
        return new Progress(boot, value, retry, past, times, findings);
    }

    Progress withRetry(Retry value) {
        return new Progress(boot, stand, value, past, times, findings);
    }

    Progress withFindings(Findings value) {
        return new Progress(boot, stand, retry, past, times, value);
    }

    /** A step that happened at a time. */
    Progress withTime(Step step, Instant at) {
        Map<Step, Instant> more = new EnumMap<>(Step.class);
        more.putAll(times);
        more.put(step, at);
        return new Progress(boot, stand, retry, past, more, findings);
    }

    /** Another attempt or another patch: what is known of the one before is put aside. */
    Progress withTarget(Target target) {
        if (stand.target().equals(Optional.of(target))) {
            return this;
        }
        List<Target> before = new ArrayList<>(past);
        before.removeIf(other -> other.patch().equals(target.patch()));
        stand.target().filter(other -> !other.patch().equals(target.patch())).ifPresent(before::add);
        return new Progress(boot, new Stand(stand.phase(), Optional.of(target), Optional.empty()),
                concerns(target.patch()) ? retry : Retry.NONE,
                before.subList(Math.max(0, before.size() - MOST), before.size()), Map.of(), findings);
    }

    /** Whether the present patch is this one. */
    boolean concerns(Digest patch) {
        return stand.target().filter(target -> target.patch().equals(patch)).isPresent();
    }

    /** How many attempts at this patch are known. */
    int attempts(Digest patch) {
        return Stream.concat(past.stream(), stand.target().stream()).filter(target -> target.patch().equals(patch))
                .mapToInt(Target::attempt).max().orElse(0);
    }

    /** Whether a step of this attempt has happened. */
    boolean has(Step step) {
        return times.containsKey(step);
    }
}
