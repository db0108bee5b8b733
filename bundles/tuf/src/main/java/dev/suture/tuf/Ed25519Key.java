// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.HexFormat;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key (TUF §4.2.2, {@code ed25519}). Immutable. */
public final class Ed25519Key extends KnownKey {
    static final String TYPE = "ed25519";
    static final String SCHEME = "ed25519";

    private final byte[] point;

    private Ed25519Key(JsonObject json, byte[] point) {
        super(json);
        this.point = point.clone();
    }

    /**
     * The key with these 32 bytes.
     *
     * @throws IllegalArgumentException if they are no point of the prime-order group
     */
    public static Ed25519Key of(byte[] point) {
        if (!isGood(point)) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        return new Ed25519Key(object(TYPE, SCHEME, HexFormat.of().formatHex(point)), point);
    }

    static Ed25519Key read(Fields value, JsonObject json) throws MalformedException {
        byte[] point = Hex.find(value.string("public")).orElse(new byte[0]);
        if (!isGood(point)) {
            throw value.wrong("public", "not an Ed25519 public key");
        }
        return new Ed25519Key(json, point);
    }

    /** A point of small order verifies one signature over many messages, so membership is checked in full. */
    private static boolean isGood(byte[] point) {
        return point.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(point, 0);
    }

    @Override
    public String material() {
        return TYPE + "/" + HexFormat.of().formatHex(point);
    }

    @Override
    public boolean isPostQuantum() {
        return false;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(point));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }
}
