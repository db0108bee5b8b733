// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import dev.suture.tuf.json.MalformedException;

import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.HashMLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TAP 21. */
class MlDsaKeyTest {
    private static final byte[] MESSAGE = Interop.message();

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void verifiesWhatAnotherImplementationSigned(MlDsa set) throws Exception {
        Key key = read(set);
        assertTrue(key.verifies(MESSAGE, Interop.signature(name(set))));
        assertFalse(key.verifies(new byte[]{1}, Interop.signature(name(set))));
        assertTrue(key.isPostQuantum());
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void refusesASignatureOverTheRawJsonOrWithAContext(MlDsa set) throws Exception {
        assertFalse(read(set).verifies(MESSAGE, Interop.signature(name(set) + ".raw")));
        assertFalse(read(set).verifies(MESSAGE, Interop.signature(name(set) + ".context")));
        assertFalse(read(set).verifies(MlDsa.signed(MESSAGE), Interop.signature(name(set))), "wrapped twice");
    }

    @Test
    void refusesHashMlDsa() throws Exception {
        byte[] seed = new byte[32];
        Key key = MlDsaPrivateKey.of(MlDsa.ML_DSA_65, seed).key();
        HashMLDSASigner signer = new HashMLDSASigner();
        signer.init(true, new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65_with_sha512, seed));
        for (byte[] hashed : List.of(MESSAGE, MlDsa.signed(MESSAGE))) {
            signer.update(hashed, 0, hashed.length);
            assertFalse(key.verifies(MESSAGE, signer.generateSignature()));
        }
        assertTrue(key.verifies(MESSAGE, MlDsaPrivateKey.of(MlDsa.ML_DSA_65, seed).sign(MESSAGE)));
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void refusesAKeyOfAnotherSet(MlDsa set) {
        for (MlDsa other : MlDsa.values()) {
            if (other != set) {
                assertThrows(MalformedException.class,
                        () -> Interop.key("ml-dsa", set.scheme(), Interop.pem(name(other))));
            }
        }
        assertThrows(MalformedException.class, () -> Interop.key("ml-dsa", set.scheme(), Interop.pem("ed25519")));
        assertThrows(MalformedException.class, () -> Interop.key("ml-dsa", set.scheme(), ""));
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void refusesSignaturesOfAnotherLengthOrWithABitFlipped(MlDsa set) throws Exception {
        Key key = read(set);
        byte[] good = Interop.signature(name(set));
        for (int length : new int[]{0, 1, 64, good.length - 1, good.length + 1, 10_000}) {
            assertFalse(key.verifies(MESSAGE, Arrays.copyOf(good, length)));
        }
        for (int at = 0; at < good.length; at += 97) {
            byte[] flipped = good.clone();
            flipped[at] ^= 1;
            assertFalse(key.verifies(MESSAGE, flipped), "bit 0 of byte " + at);
        }
        byte[] full = new byte[good.length];
        Arrays.fill(full, (byte) 0xff);
        assertFalse(key.verifies(MESSAGE, full));
        assertFalse(key.verifies(MESSAGE, new byte[good.length]));
    }

    /** The hint is the one part of a signature that could be written in two ways (FIPS 204, algorithm 21). */
    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void refusesTheSameHintWrittenInAnotherWay(MlDsa set) throws Exception {
        int polynomials = set.parameters().getK();
        byte[] good = Interop.signature(name(set));
        int counts = good.length - polynomials;
        int omega = set == MlDsa.ML_DSA_44 ? 80 : set == MlDsa.ML_DSA_65 ? 55 : 75;
        int hints = counts - omega;
        int used = good[good.length - 1];
        assertTrue(good[counts] >= 2 && used < omega, "the fixture lends itself to this");
        byte[] disordered = good.clone();
        disordered[hints] = good[hints + 1];
        disordered[hints + 1] = good[hints];
        byte[] repeated = good.clone();
        repeated[hints + 1] = good[hints];
        byte[] padded = good.clone();
        padded[hints + omega - 1] = 1;
        byte[] counted = good.clone();
        counted[good.length - 1] = (byte) (used + 1);
        byte[] overflowing = good.clone();
        overflowing[good.length - 1] = (byte) (omega + 1);
        byte[] negative = good.clone();
        negative[good.length - 1] = (byte) 0xff;
        for (byte[] other : List.of(disordered, repeated, padded, counted, overflowing, negative)) {
            assertFalse(read(set).verifies(MESSAGE, other));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml-dsa-65/2", "ml-dsa-65/1 ", "ml-dsa-65", "ML-DSA-65/1", "ml-dsa-66/1", "ed25519"})
    void letsALaterVersionSignNothing(String scheme) throws Exception {
        Key key = Interop.key("ml-dsa", scheme, Interop.pem("ml-dsa-65"));
        assertInstanceOf(UnknownKey.class, key);
        assertFalse(key.verifies(MESSAGE, Interop.signature("ml-dsa-65")));
    }

    /** Joined, keytype and scheme read like those of a good key. */
    @Test
    void looksAtTypeAndSchemeApart() throws Exception {
        assertInstanceOf(UnknownKey.class, Interop.key("ml-dsa/ml-dsa-65", "1", Interop.pem("ml-dsa-65")));
        assertInstanceOf(UnknownKey.class, Interop.key("ed25519", "ml-dsa-65/1", Interop.pem("ml-dsa-65")));
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void isOneKeyHoweverItIsWritten(MlDsa set) throws Exception {
        Key spaced = Interop.key("ml-dsa", set.scheme(), Interop.pem(name(set)).replace("\n", "\r\n"));
        assertEquals(read(set).material(), spaced.material());
        assertFalse(read(set).id().equals(spaced.id()));
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void signsTheSameTwice(MlDsa set) {
        MlDsaPrivateKey secret = MlDsaPrivateKey.of(set, new byte[32]);
        assertArrayEquals(secret.sign(MESSAGE), secret.sign(MESSAGE));
        assertTrue(secret.key().verifies(MESSAGE, secret.sign(MESSAGE)));
    }

    private static Key read(MlDsa set) throws MalformedException {
        return Interop.key("ml-dsa", set.scheme(), Interop.pem(name(set)));
    }

    private static String name(MlDsa set) {
        return set.scheme().substring(0, set.scheme().indexOf('/'));
    }
}
