// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

/**
 * How large a jar may be.
 *
 * @param bytes the most bytes all its entries may have together, uncompressed
 * @param entries the most entries it may have; their names are held in memory
 */
public record JarLimits(long bytes, int entries) {
    /** 2 GiB in 100,000 entries. */
    public static final JarLimits DEFAULT = new JarLimits(2L << 30, 100_000);

    /** @throws IllegalArgumentException if a limit is negative */
    public JarLimits {
        if (bytes < 0 || entries < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }
}
