// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;

import dev.suture.patch.Digest;

/**
 * A local operator's wish to take the patch that runs off this device.
 *
 * @param patch SHA-256 of its patch.json
 * @param from what runs, for people
 * @param to what shall run, for people
 * @param generation its number
 * @param heldUntil until when the patch does not come back by itself
 */
record Removal(Digest patch, String from, String to, int generation, Instant heldUntil) {}
