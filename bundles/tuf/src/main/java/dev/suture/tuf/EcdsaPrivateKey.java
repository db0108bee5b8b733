// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** A P-256 private key in memory. Immutable; {@code toString} shows no secret. */
public final class EcdsaPrivateKey implements PrivateKey {
    /** RFC 5958 around RFC 5915: the scalar, then {@link #PUBLIC} and the uncompressed point. */
    private static final FixedDer PKCS8 = new FixedDer("308187020100301306072a8648ce3d020106082a8648ce3d030107046d"
            + "306b0201010420", 32 + 5 + 65);
    private static final String PUBLIC = "a144034200";

    private final BigInteger secret;
    private final ECPoint point;
    private final EcdsaKey key;

    private EcdsaPrivateKey(BigInteger secret) {
        this.secret = secret;
        this.point = P256.DOMAIN.getG().multiply(secret).normalize();
        this.key = EcdsaKey.of(point);
    }

    /** A new key from {@code random}. */
    public static EcdsaPrivateKey generate(SecureRandom random) {
        BigInteger scalar;
        do {
            scalar = BigIntegers.createRandomBigInteger(8 * P256.SIZE, random);
        } while (!P256.isScalar(scalar));
        return new EcdsaPrivateKey(scalar);
    }

    /** With the public half that belongs to it, and no other. */
    static Optional<EcdsaPrivateKey> find(byte[] pkcs8) {
        return PKCS8.find(pkcs8).map(body -> new BigInteger(1, Arrays.copyOf(body, P256.SIZE))).filter(P256::isScalar)
                .map(EcdsaPrivateKey::new).filter(read -> Arrays.equals(read.pkcs8(), pkcs8));
    }

    @Override
    public byte[] pkcs8() {
        HexFormat hex = HexFormat.of();
        String body = hex.formatHex(BigIntegers.asUnsignedByteArray(P256.SIZE, secret)) + PUBLIC
                + hex.formatHex(point.getEncoded(false));
        return PKCS8.write(hex.parseHex(body));
    }

    @Override
    public Key key() {
        return key;
    }

    /** Without randomness (RFC 6979): a repeated one would give the key away. */
    @Override
    public byte[] sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, P256.DOMAIN));
        BigInteger[] signature = signer.generateSignature(Hashing.digest(Hashing.SHA_256, message));
        return new EcdsaSignature(signature[0], signature[1]).der();
    }

    @Override
    public String toString() {
        return "private half of " + key;
    }
}
