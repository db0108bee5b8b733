// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/**
 * The cumulative number of a patch on its base release: 0 is the base itself, then {@code (a)}, {@code (b)} …
 * {@code (z)}, {@code (aa)}. Letters are for people; everything that computes uses the number.
 *
 * @param number 0 to 9999
 */
public record PatchLevel(int number) implements Comparable<PatchLevel> {
    /** The base release without a patch. */
    public static final PatchLevel BASE = new PatchLevel(0);

    /** @throws IllegalArgumentException if the number is out of range */
    public PatchLevel {
        if (number < 0 || number > 9999) {
            throw new IllegalArgumentException("a patch level is a number from 0 to 9999");
        }
    }

    /** The letters of this level, without parentheses; empty for the base. */
    public String letters() {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('a' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    @Override
    public int compareTo(PatchLevel other) {
        return Integer.compare(number, other.number);
    }

    /** {@code "(a)"}, or the empty string for the base. */
    @Override
    public String toString() {
        return number == 0 ? "" : "(" + letters() + ")";
    }
}
