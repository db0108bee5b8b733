// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import dev.suture.patch.Digest;

/**
 * The patch an agent is, or was last, concerned with.
 *
 * @param patch SHA-256 of its patch.json
 * @param label for people, e.g. {@code 5.2.0 (a)}
 * @param attempt counts the attempts at it from 1
 */
record Target(Digest patch, String label, int attempt) {
    Target {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }
}
