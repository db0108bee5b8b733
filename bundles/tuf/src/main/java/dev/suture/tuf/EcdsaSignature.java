// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * An ECDSA signature on P-256 (RFC 3279 §2.2.3: a SEQUENCE of two INTEGERs), in DER and nothing else: two encodings of one
 * signature are where verifiers have been led astray.
 *
 * @param r from 1 to the order of the curve, exclusively
 * @param s likewise
 */
record EcdsaSignature(BigInteger r, BigInteger s) {
    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;
    /** Two integers of at most 33 bytes; so all lengths are of the short form. */
    private static final int MAX_LENGTH = 2 + 2 * (2 + 33);
    private static final int MIN_LENGTH = 2 + 2 * (2 + 1);

    /** Reads one; empty if it is not exactly what {@link #der} would write, or a number is out of range. */
    static Optional<EcdsaSignature> find(byte[] der) {
        if (der.length < MIN_LENGTH || der.length > MAX_LENGTH) {
            return Optional.empty();
        }
        int lengthOfR = der[3];
        int lengthOfS = der.length - 6 - lengthOfR;
        if (lengthOfR < 1 || lengthOfS < 1) {
            return Optional.empty();
        }
        BigInteger r = new BigInteger(der, 4, lengthOfR);
        BigInteger s = new BigInteger(der, 6 + lengthOfR, lengthOfS);
        EcdsaSignature read = new EcdsaSignature(r, s);
        return P256.isScalar(r) && P256.isScalar(s) && Arrays.equals(der, read.der())
                ? Optional.of(read)
                : Optional.empty();
    }

    byte[] der() {
        byte[] one = r.toByteArray();
        byte[] two = s.toByteArray();
        byte[] der = new byte[6 + one.length + two.length];
        der[0] = SEQUENCE;
        der[1] = (byte) (der.length - 2);
        der[2] = INTEGER;
        der[3] = (byte) one.length;
        System.arraycopy(one, 0, der, 4, one.length);
        der[4 + one.length] = INTEGER;
        der[5 + one.length] = (byte) two.length;
        System.arraycopy(two, 0, der, 6 + one.length, two.length);
        return der;
    }
}
