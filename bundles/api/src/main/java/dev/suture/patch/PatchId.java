// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/**
 * Which level of which base release of which product.
 *
 * @param product the product's name
 * @param base the base release, e.g. {@code 5.2.0}
 * @param level the level this patch reaches, 1 or higher
 */
public record PatchId(String product, String base, PatchLevel level) {
    /** @throws IllegalArgumentException if a name is malformed or the level is 0 */
    public PatchId {
        Names.name("product", product);
        Names.name("base", base);
        if (level.number() == 0) {
            throw new IllegalArgumentException("a patch reaches level 1 or higher");
        }
    }

    /** {@code "gateway 5.2.0 (a)"}. */
    @Override
    public String toString() {
        return product + " " + base + " " + level;
    }
}
