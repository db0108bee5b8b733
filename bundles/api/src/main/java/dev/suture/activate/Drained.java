// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

import java.util.List;

/** Whether the old code still serves somebody. */
public sealed interface Drained {
    /** Every request older than the switch has left. */
    record Empty() implements Drained {}

    /** Some are still inside. @param leftovers what and how many, for a person */
    record Leftovers(List<String> leftovers) implements Drained {
        public Leftovers {
            leftovers = List.copyOf(leftovers);
        }
    }
}
