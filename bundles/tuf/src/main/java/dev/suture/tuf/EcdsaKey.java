// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** An ECDSA public key on P-256 with SHA-256 (TUF §4.2.2, {@code ecdsa-sha2-nistp256}). Immutable. */
public final class EcdsaKey extends KnownKey {
    static final String TYPE = "ecdsa";
    /** The second is what older repositories list; the specification has given it up. */
    static final Set<String> TYPES = Set.of(TYPE, "ecdsa-sha2-nistp256");
    static final String SCHEME = "ecdsa-sha2-nistp256";

    /** SubjectPublicKeyInfo of RFC 5480, with the named curve, and the point in either form. */
    private static final FixedDer SPKI = new FixedDer("3059301306072a8648ce3d020106082a8648ce3d030107034200", 65);
    private static final FixedDer COMPRESSED = new FixedDer("3039301306072a8648ce3d020106082a8648ce3d030107032200",
            33);

    private final ECPoint point;

    private EcdsaKey(JsonObject json, ECPoint point) {
        super(json);
        this.point = point;
    }

    static EcdsaKey of(ECPoint point) {
        String pem = PublicPem.write(SPKI.write(point.getEncoded(false)));
        return new EcdsaKey(object(TYPE, SCHEME, pem), point);
    }

    static EcdsaKey read(Fields value, JsonObject json) throws MalformedException {
        Optional<byte[]> der = PublicPem.find(value.string("public"));
        ECPoint point = der.flatMap(SPKI::find).or(() -> der.flatMap(COMPRESSED::find)).flatMap(P256::findPoint)
                .orElseThrow(() -> value.wrong("public", "not a P-256 public key in PEM"));
        return new EcdsaKey(json, point);
    }

    @Override
    public String material() {
        return TYPE + "/" + HexFormat.of().formatHex(point.getEncoded(true));
    }

    @Override
    public boolean isPostQuantum() {
        return false;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(point, P256.DOMAIN));
        byte[] digest = Hashing.digest(Hashing.SHA_256, message);
        return EcdsaSignature.find(signature).filter(read -> verifier.verifySignature(digest, read.r(), read.s()))
                .isPresent();
    }
}
