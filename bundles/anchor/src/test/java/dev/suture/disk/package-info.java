// SPDX-License-Identifier: Apache-2.0
/**
 * A disk that can lose its power, for tests: a {@code java.nio} file system over the real one. It records what is written,
 * renamed, linked, deleted and forced below one folder, in the order it happened; from that follows what a disk may hold
 * had the process been killed or the power been cut at each of these steps. Code that is tested needs no seam for it: it
 * is given a path of this file system, or its process is started with this provider as the default one.
 *
 * <p>
 * The model is stricter than common file systems: a file's content is durable when the file was forced, its name when the
 * folder was. A rename is whole or has not happened. What was not forced may be lost or kept in any combination.
 */
package dev.suture.disk;
