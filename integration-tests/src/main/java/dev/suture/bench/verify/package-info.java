// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmark {@code verify}: a repository's metadata is brought up to date and one target verified, by the device's own client
 * and by another TUF client in Java, over the same files. {@link dev.suture.bench.verify.ClientMain} is the process that is
 * measured, a new one for each figure that is about a cold start or about memory.
 */
package dev.suture.bench.verify;
