// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;

import dev.suture.report.Phase;

/**
 * Where the device stands.
 *
 * @param phase in the life cycle
 * @param target with which patch; empty before the first
 * @param reason why, where the phase does not say all
 */
record Stand(Phase phase, Optional<Target> target, Optional<Reason> reason) {
    /** Before anything happened. */
    static final Stand IDLE = new Stand(Phase.IDLE, Optional.empty(), Optional.empty());

    /** What has not been switched to yet and is not over either. */
    Optional<Target> waiting() {
        return switch (phase) {
        case AVAILABLE, DEFERRED, FETCHING, STAGED, FAILED -> target;
        default -> Optional.empty();
        };
    }
}
