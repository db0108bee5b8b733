// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.security.SecureRandom;
import java.util.Optional;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key in memory. Immutable; {@code toString} shows no secret. */
public final class Ed25519PrivateKey implements PrivateKey {
    /** RFC 8410 §7. */
    private static final FixedDer PKCS8 = new FixedDer("302e020100300506032b657004220420", 32);

    private final Ed25519PrivateKeyParameters secret;
    private final Ed25519Key key;

    private Ed25519PrivateKey(Ed25519PrivateKeyParameters secret) {
        this.secret = secret;
        this.key = Ed25519Key.of(secret.generatePublicKey().getEncoded());
    }

    /** A new key from {@code random}. */
    public static Ed25519PrivateKey generate(SecureRandom random) {
        return new Ed25519PrivateKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * The key of a seed (RFC 8032 §5.1.5).
     *
     * @throws IllegalArgumentException if the seed has not 32 bytes
     */
    public static Ed25519PrivateKey of(byte[] seed) {
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        return new Ed25519PrivateKey(new Ed25519PrivateKeyParameters(seed));
    }

    static Optional<Ed25519PrivateKey> find(byte[] pkcs8) {
        return PKCS8.find(pkcs8).map(Ed25519PrivateKey::of);
    }

    @Override
    public byte[] pkcs8() {
        return PKCS8.write(secret.getEncoded());
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    @Override
    public String toString() {
        return "private half of " + key;
    }
}
