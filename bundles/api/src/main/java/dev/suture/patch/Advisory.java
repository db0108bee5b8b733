// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.time.Instant;
import java.util.List;

/**
 * What a patch says for people.
 *
 * @param id the publisher's own id of the advisory
 * @param title one line
 * @param cves CVE ids, e.g. {@code CVE-2022-42889}
 * @param severity the worst of them
 * @param exploited whether exploitation in the wild is known
 * @param affected which bundle versions have the hole
 * @param text more, in plain text
 * @param published when the publisher made the patch public; exposure is counted from here
 */
public record Advisory(String id, String title, List<String> cves, Severity severity, boolean exploited,
        List<Affected> affected, String text, Instant published) {
    /**
     * A bundle and the versions of it that have the hole.
     *
     * @param symbolicName the bundle
     * @param range an OSGi version range, e.g. {@code [1.5,1.10)}
     */
    public record Affected(String symbolicName, String range) {
        /** @throws IllegalArgumentException if the symbolic name is malformed or the range empty */
        public Affected {
            Names.symbolicName(symbolicName);
            if (range.isBlank()) {
                throw new IllegalArgumentException("an affected bundle has a version range");
            }
        }
    }

    public Advisory {
        cves = List.copyOf(cves);
        affected = List.copyOf(affected);
    }
}
