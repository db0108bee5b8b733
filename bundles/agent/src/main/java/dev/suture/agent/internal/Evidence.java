// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be known to judge a trial, should it be taken back; written down before the switch.
 *
 * @param machineBoot which boot of the machine the switch was made in
 * @param green the gates that were green right before it
 * @param red the gate for which it is being taken back, once there is one
 */
record Evidence(String machineBoot, Set<String> green, Optional<Red> red) {
    /** Nothing is known, so nothing can be proven. */
    static final Evidence NONE = new Evidence("", Set.of(), Optional.empty());

    /** What is beyond these bounds is as if it had not been green: it proves nothing. */
    private static final int MOST = 64;
    private static final int LONGEST_NAME = 200;

    Evidence {
        green = Set.copyOf(green);
    }

    /** Before a switch. */
    static Evidence before(String machineBoot, Round round) {
        return new Evidence(machineBoot, round.green().stream().filter(name -> name.length() <= LONGEST_NAME)
                .limit(MOST).collect(Collectors.toSet()), Optional.empty());
    }

    /** With one more gate that was green. */
    Evidence withGreen(String gate) {
        Set<String> more = new HashSet<>(green);
        more.add(gate);
        return new Evidence(machineBoot, more, red);
    }

    Evidence with(Red gate) {
        return new Evidence(machineBoot, green, Optional.of(gate));
    }
}
