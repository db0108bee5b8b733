// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

import com.google.gson.JsonObject;

import dev.suture.tuf.Key;
import dev.suture.tuf.Signer;
import dev.suture.tuf.json.MalformedException;

/** A publisher with an RSA key, as others have it; the project makes none. */
final class RsaSigner implements Signer {
    private static final int BITS = 3072;
    private static final int DIGEST = 32;
    private static final int LINE = 64;

    private final KeyPair pair;
    private final Key key;

    /** One with a new key. */
    RsaSigner(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4), random);
            pair = generator.generateKeyPair();
            key = Key.read("key", json());
        } catch (GeneralSecurityException | MalformedException e) {
            throw new IllegalStateException("this JDK makes no RSA key", e);
        }
    }

    private JsonObject json() {
        JsonObject value = new JsonObject();
        value.addProperty("public", "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(LINE, new byte[]{'\n'}).encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        JsonObject json = new JsonObject();
        json.addProperty("keytype", "rsa");
        json.addProperty("scheme", "rsassa-pss-sha256");
        json.add("keyval", value);
        return json;
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, DIGEST, 1));
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no PSS signature", e);
        }
    }
}
