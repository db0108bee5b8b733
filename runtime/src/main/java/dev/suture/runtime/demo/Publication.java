// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One announced level on its way to the device, as this side sees it. Used by one thread. */
final class Publication {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Props props;
    private final Level level;
    private final long servedBefore;
    private final long lostBefore;
    private final long announced;

    /** Pushes the news of a published level; from here the time is counted. */
    Publication(Props props, Level level) throws IOException {
        this.props = props;
        this.level = level;
        servedBefore = props.stage().repository().bytes();
        lostBefore = props.load().snapshot().lostTotal();
        byte[] announcement = props.stage().vendor().announcement();
        announced = announcement.length;
        props.timeline().begin();
        props.screen().line("  +0.00 s   published   signed, and announced over MQTT");
        props.push(announcement);
    }

    /** Waits for a step. @return what is wrong, in one line, if the device ends elsewhere */
    Optional<String> await(String step) throws InterruptedException {
        return props.timeline().await(step, PATIENCE);
    }

    /** Waits for an end other than success. @return what is wrong, in one line, if it is another, or for another reason */
    Optional<String> awaitEnd(String step, String code) throws InterruptedException {
        Optional<Timeline.Moment> end = props.timeline().awaitFirst(Set.of(step, "effective"), PATIENCE);
        if (end.isEmpty()) {
            return Optional.of("the device did not report '" + step + "' within " + PATIENCE.toSeconds() + " s");
        }
        DeviceStep is = end.get().step();
        return is.name().equals(step) && code.equals(is.details().get("code"))
                ? Optional.empty()
                : Optional.of("the device reports " + is.describe() + ", not '" + step + "': " + code);
    }

    /** What was measured so far. */
    Leg leg() throws IOException {
        return new Leg(level, props.timeline().moments(),
                announced + props.stage().repository().bytes() - servedBefore,
                props.load().snapshot().lostTotal() - lostBefore);
    }
}
