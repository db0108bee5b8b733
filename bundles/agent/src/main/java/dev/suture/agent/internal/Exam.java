// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Set;

import dev.suture.agent.internal.noop.NoOp;

/**
 * What a generation with a new updater in it has to be able to do, as the updater before it wrote it down.
 *
 * @param generation its number
 * @param noOp what has to be carried and refused
 * @param reachable whether the repository could be reached before the switch
 * @param connected the notifiers that were connected before it
 */
record Exam(int generation, NoOp noOp, boolean reachable, Set<String> connected) {
    Exam {
        connected = Set.copyOf(connected);
    }
}
