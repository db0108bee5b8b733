// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.params.MLDSAParameters;

/**
 * The parameter sets of ML-DSA (FIPS 204), and what TAP 21 makes of them: the scheme's name and the bytes that are signed.
 */
public enum MlDsa {
    /** Security category 2. */
    ML_DSA_44("ml-dsa-44/1", MLDSAParameters.ml_dsa_44, new FixedDer("30820532300b060960864801650304031103820521"
            + "00", 1312), new FixedDer("3034020100300b060960864801650304031104228020", 32)),
    /** Security category 3, the one to use. */
    ML_DSA_65("ml-dsa-65/1", MLDSAParameters.ml_dsa_65, new FixedDer("308207b2300b0609608648016503040312038207a1"
            + "00", 1952), new FixedDer("3034020100300b060960864801650304031204228020", 32)),
    /** Security category 5. */
    ML_DSA_87("ml-dsa-87/1", MLDSAParameters.ml_dsa_87, new FixedDer("30820a32300b060960864801650304031303820a21"
            + "00", 2592), new FixedDer("3034020100300b060960864801650304031304228020", 32));

    static final String TYPE = "ml-dsa";
    /** TAP 21: the domain and the version of what is signed. */
    private static final byte[] PREFIX = "tuf\u0001".getBytes(StandardCharsets.US_ASCII);

    private final String scheme;
    private final MLDSAParameters parameters;
    private final FixedDer spki;
    private final FixedDer pkcs8;

    MlDsa(String scheme, MLDSAParameters parameters, FixedDer spki, FixedDer pkcs8) {
        this.scheme = scheme;
        this.parameters = parameters;
        this.spki = spki;
        this.pkcs8 = pkcs8;
    }

    /** The set of a scheme; empty for a later version of one. */
    static Optional<MlDsa> find(String scheme) {
        return Arrays.stream(values()).filter(set -> set.scheme.equals(scheme)).findFirst();
    }

    /** Its name in metadata. */
    public String scheme() {
        return scheme;
    }

    MLDSAParameters parameters() {
        return parameters;
    }

    /** SubjectPublicKeyInfo (RFC 9881 §4). */
    FixedDer spki() {
        return spki;
    }

    /** PKCS#8 with nothing but the seed (RFC 9881 §6). */
    FixedDer pkcs8() {
        return pkcs8;
    }

    /** What ML-DSA signs for {@code message}: pure ML-DSA, no context, over a prefix and the message's SHA-512. */
    static byte[] signed(byte[] message) {
        byte[] digest = Hashing.digest(Hashing.SHA_512, message);
        byte[] signed = Arrays.copyOf(PREFIX, PREFIX.length + digest.length);
        System.arraycopy(digest, 0, signed, PREFIX.length, digest.length);
        return signed;
    }
}
