// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;

/** When a patch may relaunch the gateway: a word of the configuration. */
sealed interface RelaunchRule {
    /** Decides about a patch that relaunches. */
    Decision decide(DeviceContext device, ZoneId zone);

    /** Whenever a person at the device agrees. */
    record Consent() implements RelaunchRule {
        @Override
        public Decision decide(DeviceContext device, ZoneId zone) {
            return device.consented()
                    ? Decision.proceed()
                    : Decision.defer(device.now().plus(Automatic.ASK_AGAIN),
                            "needs a relaunch, which waits for consent; agree with: suture consent");
        }
    }

    /** Not at all. */
    record Never() implements RelaunchRule {
        @Override
        public Decision decide(DeviceContext device, ZoneId zone) {
            return Decision.defer(device.now().plus(Automatic.ASK_AGAIN),
                    "needs a relaunch, which is switched off here");
        }
    }

    /** By itself between two times of the day, which may lie on both sides of midnight; at any time with consent. */
    record Window(LocalTime from, LocalTime to) implements RelaunchRule {
        @Override
        public Decision decide(DeviceContext device, ZoneId zone) {
            ZonedDateTime now = device.now().atZone(zone);
            if (device.consented() || isInside(now.toLocalTime())) {
                return Decision.proceed();
            }
            ZonedDateTime today = now.with(from);
            ZonedDateTime next = today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
            return Decision.defer(next.toInstant(),
                    "needs a relaunch, which waits for its window, " + from + " to " + to
                            + "; or agree with: suture consent");
        }

        private boolean isInside(LocalTime time) {
            boolean afterFrom = !time.isBefore(from);
            boolean beforeTo = time.isBefore(to);
            return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
        }
    }

    /** Reads {@code consent}, {@code never} or {@code 02:00-04:00}; empty if it is none of them. */
    static Optional<RelaunchRule> parse(String text) {
        return switch (text.strip()) {
        case "consent" -> Optional.of(new Consent());
        case "never" -> Optional.of(new Never());
        default -> window(text.strip().split("-", 2));
        };
    }

    private static Optional<RelaunchRule> window(String[] times) {
        try {
            return times.length == 2
                    ? Optional.of(new Window(LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip())))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
