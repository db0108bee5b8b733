// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/**
 * One exact bundle.
 *
 * @param symbolicName its Bundle-SymbolicName
 * @param version its Bundle-Version with all three numbers, e.g. {@code 1.9.0}
 * @param digest SHA-256 of its canonical jar
 */
public record BundleRef(String symbolicName, String version, Digest digest) {
    /** @throws IllegalArgumentException if name or version are malformed */
    public BundleRef {
        Names.symbolicName(symbolicName);
        Names.version(version);
    }

    @Override
    public String toString() {
        return symbolicName + " " + version;
    }
}
