// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA public key (TAP 21), which a quantum computer does not break. Immutable. */
public final class MlDsaKey extends KnownKey {
    private final MlDsa set;
    private final byte[] encoded;

    private MlDsaKey(JsonObject json, MlDsa set, byte[] encoded) {
        super(json);
        this.set = set;
        this.encoded = encoded.clone();
    }

    /**
     * The key with these bytes (FIPS 204, {@code pkEncode}). All of the right length are keys.
     *
     * @throws IllegalArgumentException if the set has keys of another length
     */
    public static MlDsaKey of(MlDsa set, byte[] encoded) {
        String pem = PublicPem.write(set.spki().write(encoded));
        return new MlDsaKey(object(MlDsa.TYPE, set.scheme(), pem), set, encoded);
    }

    static MlDsaKey read(MlDsa set, Fields value, JsonObject json) throws MalformedException {
        byte[] encoded = PublicPem.find(value.string("public")).flatMap(set.spki()::find)
                .orElseThrow(() -> value.wrong("public", "not a public key of " + set.scheme() + " in PEM"));
        return new MlDsaKey(json, set, encoded);
    }

    @Override
    public String material() {
        return set.scheme() + "/" + Hashing.sha256(encoded);
    }

    @Override
    public boolean isPostQuantum() {
        return true;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(set.parameters(), encoded));
        byte[] signed = MlDsa.signed(message);
        verifier.update(signed, 0, signed.length);
        return verifier.verifySignature(signature);
    }
}
