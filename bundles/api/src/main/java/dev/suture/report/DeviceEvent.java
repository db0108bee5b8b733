// SPDX-License-Identifier: Apache-2.0
package dev.suture.report;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.Digest;

/**
 * One step of one attempt at one patch: a line in the history, an Event Admin event, an MQTT event.
 *
 * @param step what happened
 * @param at when, by the device's clock
 * @param patch SHA-256 of the patch.json; empty where the step concerns none
 * @param attempt counts the attempts at this patch from 1
 * @param sequence counts up with every event of one boot
 * @param details more, by name; for people and tools, short
 */
public record DeviceEvent(Step step, Instant at, Optional<Digest> patch, int attempt, long sequence,
        Map<String, String> details) {
    /** The steps a device reports. */
    public enum Step {
        STARTED, NOTIFIED, VERIFIED, OFFERED, DEFERRED, FETCHING, STAGED, ACTIVATING, SWITCHED, EFFECTIVE,
        EFFECTIVE_FORCED, CONFIRMED, REVERTED, REFUSED, FAILED;

        /** Its name on the wire, e.g. {@code effective-forced}. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public DeviceEvent {
        details = Map.copyOf(details);
    }

    /** The Event Admin topic of this event, e.g. {@code dev/suture/device/SWITCHED}. */
    public String topic() {
        return "dev/suture/device/" + step.name();
    }
}
