// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.tuf.EcdsaKey.SCHEME;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaKeyTest {
    private static final byte[] MESSAGE = Interop.message();
    private static final byte[] GOOD = Interop.signature("ecdsa");
    private static final BigInteger N = P256.DOMAIN.getN();
    private static final String HEAD = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
    private static final String COMPRESSED = "3039301306072a8648ce3d020106082a8648ce3d030107032200";
    // RFC 6979 A.2.5
    private static final String SECRET = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private static final String PUBLIC = "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    private static final String SIGNATURE_OF_SAMPLE = "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d"
            + "0ea84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

    private final Key key = read(Interop.pem("ecdsa"));

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa", "ecdsa-sha2-nistp256"})
    void verifiesWhatAnotherImplementationSigned(String type) throws Exception {
        Key read = Interop.key(type, SCHEME, Interop.pem("ecdsa"));
        assertTrue(read.verifies(MESSAGE, GOOD));
        assertFalse(read.verifies(new byte[]{1}, GOOD));
        assertFalse(read.verifies(MESSAGE, Interop.signature("ecdsa.sha384")));
        assertFalse(EcdsaPrivateKey.find(pkcs8(SECRET, PUBLIC)).orElseThrow().key().verifies(MESSAGE, GOOD));
        assertEquals(key.material(), read.material());
        assertFalse(read.isPostQuantum());
    }

    @Test
    void signsAndVerifiesTheVectorOfTheRfc() {
        PrivateKey secret = PrivateKey.read(pkcs8(SECRET, PUBLIC));
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(hex(SIGNATURE_OF_SAMPLE), secret.sign(sample));
        assertTrue(secret.key().verifies(sample, hex(SIGNATURE_OF_SAMPLE)));
    }

    /** What verifiers have been seen to take: CVE-2022-21449, BER, and bytes that nobody looked at. */
    static Stream<Named<byte[]>> forged() {
        EcdsaSignature good = EcdsaSignature.find(GOOD).orElseThrow();
        BigInteger r = good.r();
        BigInteger s = good.s();
        BigInteger zero = BigInteger.ZERO;
        byte[] body = Arrays.copyOfRange(GOOD, 2, GOOD.length);
        byte[] r1 = integer(r);
        byte[] s1 = integer(s);
        return Stream.of( //
                named("empty", new byte[0]), //
                named("r and s are 0", sequence(integer(zero), integer(zero))), //
                named("r is 0", sequence(integer(zero), s1)), named("s is 0", sequence(r1, integer(zero))), //
                named("r is n, s is 0", sequence(integer(N), integer(zero))), //
                named("r is n", sequence(integer(N), s1)), named("s is n", sequence(r1, integer(N))), //
                named("r + n", sequence(integer(r.add(N)), s1)), named("s + n", sequence(r1, integer(s.add(N)))), //
                named("r and s are 1", sequence(integer(BigInteger.ONE), integer(BigInteger.ONE))), //
                named("r is negative", sequence(integer(r.negate()), s1)), //
                named("s is negative", sequence(r1, integer(s.negate()))), //
                named("r - n", sequence(integer(r.subtract(N)), s1)), //
                named("r and s changed over", sequence(s1, r1)), //
                named("n - r", sequence(integer(N.subtract(r)), s1)), //
                named("length in two bytes", join(new byte[]{0x30, (byte) 0x81, (byte) body.length}, body)), //
                named("length in three bytes", join(new byte[]{0x30, (byte) 0x82, 0, (byte) body.length}, body)), //
                named("indefinite length", join(new byte[]{0x30, (byte) 0x80}, body, new byte[2])), //
                named("length too long", join(new byte[]{0x30, (byte) (body.length + 1)}, body)), //
                named("length too short", join(new byte[]{0x30, (byte) (body.length - 1)}, body)), //
                named("trailing byte", join(GOOD, new byte[1])), //
                named("trailing byte inside", sequence(r1, s1, new byte[1])), //
                named("trailing null inside", sequence(r1, s1, new byte[]{5, 0})), //
                named("third integer", sequence(r1, s1, s1)), named("one integer", sequence(r1)), //
                named("r padded", sequence(padded(r), s1)), named("s padded", sequence(r1, padded(s))), //
                named("length of r in two bytes", sequence(wide(r), s1)), //
                named("length of s in two bytes", sequence(r1, wide(s))), //
                named("r without its sign", sequence(unsigned(r), s1)), //
                named("s without its sign", sequence(r1, unsigned(s))), //
                named("r of no bytes", sequence(new byte[]{2, 0}, s1)), //
                named("s of no bytes", sequence(r1, new byte[]{2, 0})), //
                named("set", changed(0, 0x31)), named("octet string for r", changed(2, 4)), //
                named("octet string for s", changed(4 + r1.length - 2, 4)), //
                named("length of r is negative", changed(3, 0xff)), named("length of r is 127", changed(3, 127)), //
                named("length of s is 0", changed(3 + r1.length, 0)), //
                named("raw r and s", join(fixed(r), fixed(s))), //
                named("first half", Arrays.copyOf(GOOD, GOOD.length / 2)), //
                named("all 0", new byte[GOOD.length]), named("10,000 bytes", new byte[10_000]));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refusesEveryOtherEncodingAndNumbersOutOfRange(byte[] forged) {
        assertFalse(Arrays.equals(forged, GOOD), "the test changes something");
        assertFalse(key.verifies(MESSAGE, forged));
    }

    @Test
    void takesTheOtherHalfOfAPairAsTheSameKeys() {
        EcdsaSignature good = EcdsaSignature.find(GOOD).orElseThrow();
        byte[] other = new EcdsaSignature(good.r(), N.subtract(good.s())).der();
        assertTrue(key.verifies(MESSAGE, other), "signatures name nobody, keys do");
    }

    static List<Named<String>> badKeys() {
        String good = Interop.pem("ecdsa");
        byte[] point = point();
        byte[] off = point.clone();
        off[64] ^= 1;
        byte[] hybrid = point.clone();
        hybrid[0] = 6;
        String infinity = "301a" + "301306072a8648ce3d020106082a8648ce3d030107" + "030300" + "00";
        return List.of(named("empty", ""), named("none", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"), //
                named("another curve", Interop.pem("p384")), named("RSA", Interop.pem("rsa-2048")), //
                named("Ed25519", Interop.pem("ed25519")), named("private", Interop.text("ecdsa.key")), //
                named("not on the curve", pem(HEAD, off)), named("hybrid form", pem(HEAD, hybrid)), //
                named("compressed, no such x", pem(COMPRESSED, join(new byte[]{2}, hex("ff".repeat(32))))), //
                named("x is p", pem(HEAD, join(new byte[]{4}, fixed(P256.DOMAIN.getCurve().getField()
                        .getCharacteristic()), new byte[32]))), //
                named("infinity", PublicPem.write(hex(infinity))), //
                named("trailing byte", pem(HEAD, join(point, new byte[1]))), //
                named("one byte short", pem(HEAD, Arrays.copyOf(point, 64))), //
                named("the point alone", HexFormat.of().formatHex(point)), //
                named("two of them", good + good), named("text before", "key\n" + good), //
                named("text behind", good + "key"), named("certificate", good.replace("PUBLIC KEY", "CERTIFICATE")), //
                named("not base64", good.replace("MFkw", "MF-w")), named("base64 cut", good.replace("MFkw", "MFk")), //
                named("endless", good.replace("\n", "\n".repeat(5000))));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void refusesBadKeys(String bad) {
        assertThrows(MalformedException.class, () -> Interop.key("ecdsa", SCHEME, bad));
    }

    @Test
    void isOneKeyHoweverItIsWritten() {
        String good = Interop.pem("ecdsa");
        byte[] point = point();
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = (byte) (2 + (point[64] & 1));
        for (String written : List.of(good.strip(), good.replace("\n", "\r\n"), "\n " + good + "\n\n",
                good.replaceAll("\n(?!-|$)", ""), pem(COMPRESSED, compressed))) {
            Key other = read(written);
            assertNotEquals(key.id(), other.id());
            assertEquals(key.material(), other.material());
            assertTrue(other.verifies(MESSAGE, GOOD));
        }
    }

    private static Key read(String pem) {
        try {
            return Interop.key("ecdsa", SCHEME, pem);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] point() {
        String base64 = Interop.pem("ecdsa").replaceAll("-----[A-Z ]+-----|\\s", "");
        byte[] der = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(der, der.length - 65, der.length);
    }

    private static String pem(String head, byte[] body) {
        return PublicPem.write(join(hex(head), body));
    }

    private static byte[] pkcs8(String secret, String point) {
        return hex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420" + secret + "a144034200"
                + point);
    }

    private static byte[] sequence(byte[]... parts) {
        byte[] body = join(parts);
        return join(new byte[]{0x30, (byte) body.length}, body);
    }

    private static byte[] integer(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return join(new byte[]{2, (byte) bytes.length}, bytes);
    }

    private static byte[] padded(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return join(new byte[]{2, (byte) (bytes.length + 1), 0}, bytes);
    }

    private static byte[] wide(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return join(new byte[]{2, (byte) 0x81, (byte) bytes.length}, bytes);
    }

    /** With its top bit set by force, so that the number would be negative. */
    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = fixed(value);
        bytes[0] |= (byte) 0x80;
        return join(new byte[]{2, 32}, bytes);
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int count = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - count, fixed, 32 - count, count);
        return fixed;
    }

    private static byte[] changed(int index, int value) {
        byte[] changed = GOOD.clone();
        changed[index] = (byte) value;
        return changed;
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
