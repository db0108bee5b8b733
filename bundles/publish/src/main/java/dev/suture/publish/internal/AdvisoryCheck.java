// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.util.regex.Pattern;

import dev.suture.patch.Advisory;
import dev.suture.publish.PublishException;

/** What an advisory must be beyond its format, so that people and tools can use it. Stateless. */
final class AdvisoryCheck {
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*");
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,19}");
    private static final String VERSION = "\\d{1,9}(\\.\\d{1,9}(\\.\\d{1,9}(\\.[A-Za-z0-9_-]+)?)?)?";
    private static final Pattern RANGE = Pattern
            .compile(VERSION + "|[\\[(]\\s*" + VERSION + "\\s*,\\s*" + VERSION + "\\s*[\\])]");

    private AdvisoryCheck() {
    }

    static void check(Advisory advisory) throws PublishException {
        require(LINE.matcher(advisory.id()).matches(), "'id' is one line of text");
        require(LINE.matcher(advisory.title()).matches(), "'title' is one line of text");
        for (String cve : advisory.cves()) {
            require(CVE.matcher(cve).matches(), "a CVE id looks like CVE-2022-42889");
        }
        for (Advisory.Affected affected : advisory.affected()) {
            require(RANGE.matcher(affected.range()).matches(),
                    "the range of " + affected.symbolicName() + " is an OSGi version range like [1.5,1.10)");
        }
    }

    private static void require(boolean good, String rule) throws PublishException {
        if (!good) {
            throw new PublishException("the advisory breaks a rule: " + rule);
        }
    }
}
