// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HexFormat;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
    // RFC 8032 §7.1, test 2.
    private static final byte[] SEED = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    private static final String PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final byte[] SIGNATURE = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    private static final byte[] MESSAGE = {0x72};

    @Test
    void signsAndVerifiesTheVectorOfTheRfc() {
        Ed25519PrivateKey secret = Ed25519PrivateKey.of(SEED);
        assertArrayEquals(SIGNATURE, secret.sign(MESSAGE));
        assertEquals(Ed25519Key.of(hex(PUBLIC)), secret.key());
        assertTrue(secret.key().verifies(MESSAGE, SIGNATURE));
        assertFalse(secret.key().verifies(new byte[]{0x73}, SIGNATURE));
        assertEquals(secret.key(), PrivateKey.read(secret.pkcs8()).key());
        assertFalse(secret.toString().contains(HexFormat.of().formatHex(SEED)));
    }

    @Test
    void hasTheKeyIdOfItsCanonicalForm() {
        assertEquals(Hashing.sha256(("{\"keytype\":\"ed25519\",\"keyval\":{\"public\":\"" + PUBLIC
                + "\"},\"scheme\":\"ed25519\"}").getBytes()), Ed25519Key.of(hex(PUBLIC)).id());
    }

    @Test
    void keepsUnknownFieldsInItsIdAndNotInItsMaterial() throws MalformedException {
        Key plain = Ed25519Key.of(hex(PUBLIC));
        JsonObject json = plain.json();
        json.addProperty("keyid_hash_algorithms", "md5");
        Key extended = Key.read("key", json);
        assertEquals(json, extended.json());
        assertNotEquals(plain.id(), extended.id());
        assertEquals(plain.material(), extended.material());
    }

    @Test
    void refusesTheOtherFormOfASignature() {
        // S + L signs the same message for a verifier that does not reduce (RFC 8032 §8.4).
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = SIGNATURE[63 - i];
        }
        byte[] shifted = new BigInteger(1, reversed).add(order).toByteArray();
        byte[] forged = SIGNATURE.clone();
        for (int i = 0; i < 32; i++) {
            forged[32 + i] = i < shifted.length ? shifted[shifted.length - 1 - i] : 0;
        }
        assertFalse(Ed25519Key.of(hex(PUBLIC)).verifies(MESSAGE, forged));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 1000})
    void refusesSignaturesOfAnotherLength(int length) {
        assertFalse(Ed25519Key.of(hex(PUBLIC)).verifies(MESSAGE, new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xy", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af466",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
    void refusesShortSmallOrderAndNonCanonicalPoints(String point) {
        JsonObject json = Ed25519Key.of(hex(PUBLIC)).json();
        json.getAsJsonObject("keyval").addProperty("public", point);
        assertThrows(MalformedException.class, () -> Key.read("key", json));
    }

    @Test
    void keepsAKeyOfAnUnknownKindAndLetsItSignNothing() throws MalformedException {
        JsonObject json = Ed25519Key.of(hex(PUBLIC)).json();
        json.addProperty("scheme", "ml-dsa-65/2");
        Key key = Key.read("key", json);
        assertInstanceOf(UnknownKey.class, key);
        assertFalse(key.verifies(MESSAGE, SIGNATURE));
        assertEquals(json, key.json());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
