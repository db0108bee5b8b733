// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * An RSA public key for PSS with SHA-256 (TUF §4.2.2, {@code rsassa-pss-sha256}), for repositories of others: no key here
 * is made so. By the JDK: Bouncy Castle tests each modulus first, for a second if it is large, and whoever serves metadata
 * could list many. Immutable.
 */
public final class RsaKey extends KnownKey {
    static final String TYPE = "rsa";
    static final String SCHEME = "rsassa-pss-sha256";

    /** TUF §4.2.2: at least 2048 bits. */
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 32;
    private static final int DIGEST = 32;

    private final RSAPublicKey key;

    private RsaKey(JsonObject json, RSAPublicKey key) {
        super(json);
        this.key = key;
    }

    static RsaKey read(Fields value, JsonObject json) throws MalformedException {
        RSAPublicKey key = PublicPem.find(value.string("public")).flatMap(RsaKey::find).filter(RsaKey::isGood)
                .orElseThrow(() -> value.wrong("public", "not an RSA public key of " + MIN_BITS + " to " + MAX_BITS
                        + " bits in PEM"));
        return new RsaKey(json, key);
    }

    /** Decodes DER, and no other form: encoded again, it has to be the same. */
    private static Optional<RSAPublicKey> find(byte[] der) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPublicKey read = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(der));
            RSAPublicKeySpec numbers = new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent());
            RSAPublicKey key = (RSAPublicKey) factory.generatePublic(numbers);
            return Arrays.equals(key.getEncoded(), der) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // not an RSA key; why does not matter to anyone
        }
    }

    private static boolean isGood(RSAPublicKey key) {
        BigInteger exponent = key.getPublicExponent();
        int bits = key.getModulus().bitLength();
        return bits >= MIN_BITS && bits <= MAX_BITS && key.getModulus().testBit(0) && exponent.testBit(0)
                && exponent.bitLength() > 1 && exponent.bitLength() <= MAX_EXPONENT_BITS;
    }

    @Override
    public String material() {
        return TYPE + "/" + Hashing.sha256(key.getEncoded());
    }

    @Override
    public boolean isPostQuantum() {
        return false;
    }

    /**
     * The specification names no length for the salt. The reference implementation makes it as long as the digest and
     * once made it as long as there is room, as Go's library does; both are good.
     */
    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        int encoded = (key.getModulus().bitLength() - 1 + 7) / 8;
        return IntStream.of(DIGEST, encoded - DIGEST - 2).anyMatch(salt -> verifies(message, signature, salt));
    }

    private boolean verifies(byte[] message, byte[] signature, int salt) {
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt,
                    PSSParameterSpec.TRAILER_FIELD_BC));
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // of another length than the modulus, or not below it
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSASSA-PSS with SHA-256", e);
        }
    }
}
