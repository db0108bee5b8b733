// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;

import com.google.gson.JsonObject;

/** The signed part of one metadata file. Immutable. */
public sealed interface Metadata permits Root, Timestamp, Snapshot, Targets {
    /** Version and expiry. */
    Header header();

    /** The signed part as JSON, with what these records know and nothing else. */
    JsonObject toJson();

    /** The version. */
    default long version() {
        return header().version();
    }

    /** From when on it is not to be trusted. */
    default Instant expires() {
        return header().expires();
    }
}
