// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import java.time.Instant;

/** How an offer stands with the newest trusted metadata, asked again right before activation. */
public sealed interface Standing {
    /** Still listed, and the metadata is fresh enough. */
    record Good() implements Standing {}

    /** Not listed any more, or halted. */
    record Withdrawn(String reason) implements Standing {}

    /** The trusted timestamp expired longer ago than the offline grace. */
    record Stale(Instant expired) implements Standing {}
}
