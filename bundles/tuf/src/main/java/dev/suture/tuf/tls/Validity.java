// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** The time in which a certificate counts, in words for a person. Stateless. */
final class Validity {
    private Validity() {
    }

    /** What is wrong with it at this time. @param whose what the sentence begins with */
    static Optional<String> complaint(String whose, X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            return Optional.of(whose + " ended on " + end + "; renew it");
        }
        if (now.isBefore(begin)) {
            return Optional
                    .of(whose + " begins on " + begin + " only; check the clock of this machine, it says " + now);
        }
        return Optional.empty();
    }
}
