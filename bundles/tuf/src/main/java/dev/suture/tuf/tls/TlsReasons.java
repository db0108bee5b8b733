// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

/** Why TLS did not come about, in words for a person, with the server as "it". Stateless. */
public final class TlsReasons {
    /** How the JDK says that the other side gave up; the word is one of RFC 8446 §6.2, from a table of its own. */
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z0-9_]{1,40})");
    private static final Set<String> ABOUT_THE_CLIENT = Set.of("bad_certificate", "unsupported_certificate",
            "certificate_revoked", "certificate_expired", "certificate_unknown", "unknown_ca", "access_denied",
            "certificate_required", "decrypt_error", "no_certificate");

    private static final int MAX_WORDS = 120;

    private TlsReasons() {
    }

    /** The reason, if {@code failure} is about TLS or one of its files. */
    public static Optional<String> find(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).map(TlsReasons::words)
                .flatMap(Optional::stream).reduce((outer, inner) -> inner);
    }

    private static Optional<String> words(Throwable cause) {
        if (cause instanceof TlsException || cause instanceof ServerTrust.Untrusted) {
            return Optional.of(cause.getMessage());
        }
        return cause instanceof SSLException
                ? Optional.of(words(String.valueOf(cause.getMessage())))
                : Optional.empty();
    }

    private static String words(String message) {
        Matcher alert = ALERT.matcher(message);
        if (!alert.find()) {
            return message.contains("SSL message")
                    ? "it does not speak TLS on this port"
                    : "TLS failed: " + printable(message);
        }
        return ABOUT_THE_CLIENT.contains(alert.group(1))
                ? "it does not accept the client's certificate, or wants one (" + alert.group(1)
                        + "); check that it trusts the authority that signed it"
                : "it gave up the TLS handshake (" + alert.group(1)
                        + "); it must speak TLS 1.2 or 1.3, and may want a client's certificate";
    }

    /** The JDK's words may have some of the server's in them. */
    private static String printable(String message) {
        return message.substring(0, Math.min(message.length(), MAX_WORDS)).replaceAll("[^ -~]", "?");
    }
}
