// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;

/**
 * A target that a search found.
 *
 * @param path its target path
 * @param file what it has to be
 * @param role who says so: {@code targets}, or the encoded name of a delegated role
 * @param expires from when on the first of the files is expired on which this rests: those of the top-level roles and of
 *        every role on the way
 */
public record FoundTarget(String path, TargetFile file, String role, Instant expires) {}
