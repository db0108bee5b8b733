// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.math.BigInteger;
import java.util.Optional;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The curve P-256 (FIPS 186-5). Stateless. */
final class P256 {
    static final ECDomainParameters DOMAIN = domain();
    /** Of a coordinate or a scalar, in bytes. */
    static final int SIZE = 32;

    private static final int UNCOMPRESSED = 1 + 2 * SIZE;
    private static final int COMPRESSED = 1 + SIZE;

    private P256() {
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve);
    }

    /** The point of this encoding (RFC 5480 §2.2): on the curve, and not the one at infinity. */
    static Optional<ECPoint> findPoint(byte[] encoded) {
        boolean form = encoded.length == UNCOMPRESSED
                ? encoded[0] == 4
                : encoded.length == COMPRESSED && (encoded[0] == 2 || encoded[0] == 3);
        try {
            return form ? Optional.of(DOMAIN.getCurve().decodePoint(encoded)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not on the curve
        }
    }

    /** Whether this may be a private key, or half of a signature. */
    static boolean isScalar(BigInteger value) {
        return value.signum() > 0 && value.compareTo(DOMAIN.getN()) < 0;
    }
}
