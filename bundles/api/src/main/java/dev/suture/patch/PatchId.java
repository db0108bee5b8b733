// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/**
 * Which level of which base release of which product. Level 0 is the base release itself.
 *
 * @param product the product's name
 * @param base the base release, e.g. {@code 5.2.0}
 * @param level the level that is reached
 */
public record PatchId(String product, String base, PatchLevel level) {
    /** @throws IllegalArgumentException if a name is malformed */
    public PatchId {
        Names.name("product", product);
        Names.name("base", base);
    }

    /** {@code "5.2.0 (a)"}, or {@code "5.2.0"} for the base release itself. */
    public String label() {
        return level.number() == 0 ? base : base + " " + level;
    }

    /** {@code "gateway 5.2.0 (a)"}. */
    @Override
    public String toString() {
        return product + " " + label();
    }
}
