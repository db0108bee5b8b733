// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.security.SecureRandom;
import java.util.Optional;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA private key in memory. Immutable; {@code toString} shows no secret. */
public final class MlDsaPrivateKey implements PrivateKey {
    private static final int SEED = 32;

    private final MlDsa set;
    private final MLDSAPrivateKeyParameters secret;
    private final MlDsaKey key;

    private MlDsaPrivateKey(MlDsa set, byte[] seed) {
        this.set = set;
        this.secret = new MLDSAPrivateKeyParameters(set.parameters(), seed);
        this.key = MlDsaKey.of(set, secret.getPublicKey());
    }

    /** A new key from {@code random}. */
    public static MlDsaPrivateKey generate(MlDsa set, SecureRandom random) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        return new MlDsaPrivateKey(set, seed);
    }

    /**
     * The key of a seed (FIPS 204, ξ).
     *
     * @throws IllegalArgumentException if the seed has not 32 bytes
     */
    public static MlDsaPrivateKey of(MlDsa set, byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("an ML-DSA seed has 32 bytes");
        }
        return new MlDsaPrivateKey(set, seed.clone());
    }

    static Optional<MlDsaPrivateKey> find(MlDsa set, byte[] pkcs8) {
        return set.pkcs8().find(pkcs8).map(seed -> new MlDsaPrivateKey(set, seed));
    }

    @Override
    public byte[] pkcs8() {
        return set.pkcs8().write(secret.getSeed());
    }

    @Override
    public Key key() {
        return key;
    }

    /** Without randomness (FIPS 204 §3.4): signed again, the same bytes come out. */
    @Override
    public byte[] sign(byte[] message) {
        byte[] signed = MlDsa.signed(message);
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, secret);
        signer.update(signed, 0, signed.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA signs every message", e);
        }
    }

    @Override
    public String toString() {
        return "private half of " + key;
    }
}
