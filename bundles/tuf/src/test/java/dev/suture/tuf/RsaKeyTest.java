// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.tuf.RsaKey.SCHEME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.suture.tuf.json.MalformedException;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyTest {
    private static final byte[] MESSAGE = Interop.message();
    private static final BigInteger E = BigInteger.valueOf(65537);

    @ParameterizedTest
    @ValueSource(strings = {"rsa-2048", "rsa-3072"})
    void verifiesWhatAnotherImplementationSigned(String name) throws Exception {
        Key key = Interop.key("rsa", SCHEME, Interop.pem(name));
        assertTrue(key.verifies(MESSAGE, Interop.signature(name + ".digest")));
        assertTrue(key.verifies(MESSAGE, Interop.signature(name + ".max")));
        assertFalse(key.verifies(new byte[]{1}, Interop.signature(name + ".digest")));
        assertFalse(key.isPostQuantum());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-2048", "rsa-3072"})
    void refusesPkcs1AndAnotherMask(String name) throws Exception {
        Key key = Interop.key("rsa", SCHEME, Interop.pem(name));
        assertFalse(key.verifies(MESSAGE, Interop.signature(name + ".pkcs1")));
        assertFalse(key.verifies(MESSAGE, Interop.signature(name + ".sha1mask")));
    }

    @Test
    void refusesAnyOtherBytesAsASignature() throws Exception {
        Key key = Interop.key("rsa", SCHEME, Interop.pem("rsa-2048"));
        byte[] good = Interop.signature("rsa-2048.digest");
        byte[] flipped = good.clone();
        flipped[0] ^= 1;
        byte[] behind = Arrays.copyOf(good, good.length + 1);
        byte[] before = new byte[good.length + 1];
        System.arraycopy(good, 0, before, 1, good.length);
        byte[] above = new byte[good.length];
        Arrays.fill(above, (byte) 0xff);
        byte[] one = new byte[good.length];
        one[one.length - 1] = 1;
        for (byte[] bad : List.of(flipped, behind, before, above, one, new byte[0], new byte[1], new byte[good.length],
                Arrays.copyOf(good, good.length - 1), new byte[10_000], Interop.signature("rsa-3072.digest"))) {
            assertFalse(key.verifies(MESSAGE, bad));
        }
    }

    static List<Named<String>> badKeys() throws Exception {
        BigInteger n = BigInteger.TWO.pow(2048).subtract(BigInteger.valueOf(105));
        String good = Interop.pem("rsa-2048");
        return List.of(named("1024 bits", Interop.pem("rsa-1024")), //
                named("2047 bits", pem(n.shiftRight(1).setBit(0), E)), named("8193 bits", pem(odd(8193), E)), //
                named("even modulus", pem(n.subtract(BigInteger.ONE), E)), named("negative", pem(n.negate(), E)), //
                named("exponent 1", pem(n, BigInteger.ONE)), named("exponent 2", pem(n, BigInteger.TWO)), //
                named("exponent 0", pem(n, BigInteger.ZERO)), named("even exponent", pem(n, E.add(BigInteger.ONE))), //
                named("huge exponent", pem(n, odd(2047))), named("exponent of 33 bits", pem(n, odd(33))), //
                named("ECDSA", Interop.pem("ecdsa")), named("empty", ""), //
                named("trailing byte", PublicPem.write(longer(good))), //
                named("BER", PublicPem.write(indefinite(good))));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void refusesBadKeys(String bad) {
        assertThrows(MalformedException.class, () -> Interop.key("rsa", SCHEME, bad));
    }

    @Test
    void takesKeysUpToItsLimitAndTheSmallestExponent() throws Exception {
        Key large = Interop.key("rsa", SCHEME, pem(odd(8192), BigInteger.valueOf(3)));
        assertInstanceOf(RsaKey.class, large);
        assertFalse(large.verifies(MESSAGE, new byte[1024]));
    }

    @Test
    void isOneKeyHoweverItIsWritten() throws Exception {
        Key key = Interop.key("rsa", SCHEME, Interop.pem("rsa-2048"));
        assertEquals(key.material(), Interop.key("rsa", SCHEME, Interop.pem("rsa-2048").strip()).material());
    }

    @Test
    void knowsNoPkcs1Scheme() throws Exception {
        assertInstanceOf(UnknownKey.class, Interop.key("rsa", "rsa-pkcs1v15-sha256", Interop.pem("rsa-2048")));
    }

    private static BigInteger odd(int bits) {
        return BigInteger.TWO.pow(bits - 1).setBit(0);
    }

    private static String pem(BigInteger modulus, BigInteger exponent) throws IOException {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return PublicPem.write(new SubjectPublicKeyInfo(rsa, new RSAPublicKey(modulus, exponent)).getEncoded("DER"));
    }

    private static byte[] der(String pem) {
        return Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    }

    private static byte[] longer(String pem) {
        byte[] der = der(pem);
        return Arrays.copyOf(der, der.length + 1);
    }

    /** The outer length left open: BER. */
    private static byte[] indefinite(String pem) {
        byte[] der = der(pem);
        byte[] open = new byte[der.length - 4 + 2 + 2];
        open[0] = 0x30;
        open[1] = (byte) 0x80;
        System.arraycopy(der, 4, open, 2, der.length - 4);
        return open;
    }
}
