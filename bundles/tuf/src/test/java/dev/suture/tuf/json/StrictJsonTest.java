// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "1", "\"a\"", "[]", "true", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
            "{,}", "{a:1}", "{'a':1}", "{\"a\":'b'}", "{\"a\"=1}", "{\"a\":1;\"b\":2}", "{\"a\":[1,]}", "{\"a\":[,1]}",
            "{\"a\":[1 2]}", "{\"a\":tru}", "{\"a\":TRUE}", "{\"a\":b}", "{\"a\":1}//c", "{/*c*/\"a\":1}", "#\n{}",
            ")]}'\n{}", "{}{}", "{} x", "{}\u0000", "{}\u00a0", "{\"a\":\"\\x\"}", "{\"a\":\"\\'\"}",
            "{\"a\":\"\\u12\"}", "{\"a\":\"\\\n\"}", "{\"a\":\"b\nc\"}", "{\"a\":\"\u0001\"}", "{\"a\":\"b",
            "\uFEFF{}"})
    void refusesWhatIsNotOneStrictObject(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "1.", ".5", "1e3", "1E3", "-", "+1", "01", "-01", "0x1", "NaN", "Infinity",
            "-Infinity",
            "1000000000000000000", "-1000000000000000000", "100000000000000000000000"})
    void refusesNumbersThatAreNoIntegersOrTooLong(String number) {
        assertRefused(("{\"a\":" + number + "}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999999999999999999L, -999999999999999999L})
    void readsIntegers(long number) throws MalformedException {
        assertEquals(number, parse("{\"a\":" + number + "}").get("a").getAsLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"b\":{\"a\":1,\"a\":1}}",
            "{\"b\":[{\"\":1,\"\":1}]}"})
    void refusesAKeyThatStandsTwice(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"})
    void refusesLoneSurrogates(String escaped) {
        assertRefused(("{\"a\":\"" + escaped + "\"}").getBytes(UTF_8));
        assertRefused(("{\"" + escaped + "\":1}").getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (byte[] wrong : new byte[][]{{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0,
                (byte) 0x80}, {(byte) 0xe2, (byte) 0x82}}) {
            String text = "{\"a\":\"" + new String(wrong, ISO_8859_1) + "\"}";
            assertRefused(text.getBytes(ISO_8859_1));
        }
        assertRefused("{}".getBytes(UTF_16));
    }

    @Test
    void refusesDeepNestingWithoutOverflow() throws MalformedException {
        parse("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");
        assertRefused(("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}").getBytes(UTF_8));
        assertRefused(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8));
        assertRefused("{\"a\":".repeat(100_000).getBytes(UTF_8));
    }

    @Test
    void refusesMoreBytesThanAllowed() throws MalformedException {
        StrictJson.parse("test", "{}".getBytes(UTF_8), 2);
        assertThrows(MalformedException.class, () -> StrictJson.parse("test", "{} ".getBytes(UTF_8), 2));
    }

    @Test
    void readsWhatIsAllowed() throws MalformedException {
        JsonObject object = parse(
                " {\"s\":\"\\u0000\\n\\\"\\ud83d\\ude00é\\/\",\"t\":true,\"n\":null,\"l\":[1,{}]}\r\n\t ");
        assertEquals("\u0000\n\"\uD83D\uDE00é/", object.get("s").getAsString());
        assertEquals(4, object.size());
    }

    @Test
    void writesWhatItReads() throws MalformedException {
        String text = "{\"z\":[1,null,true,\"<a href='x'>&=\"],\"a\":{}}";
        assertEquals(text, new String(StrictJson.write(parse(text)), UTF_8));
        assertEquals("{\n  \"a\": 1\n}\n", new String(StrictJson.writePretty(parse("{\"a\":1}")), UTF_8));
    }

    @Test
    void namesTheDocumentAndNotItsBytes() {
        MalformedException refusal = assertThrows(MalformedException.class, () -> parse("{\"secret\":}"));
        assertEquals("test", refusal.document());
        assertFalse(refusal.getMessage().contains("secret"));
    }

    private static void assertRefused(byte[] bytes) {
        assertThrows(MalformedException.class, () -> StrictJson.parse("test", bytes, 1 << 20));
    }

    private static JsonObject parse(String text) throws MalformedException {
        return StrictJson.parse("test", text.getBytes(UTF_8), 1 << 20);
    }
}
