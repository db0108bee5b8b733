// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import com.google.gson.JsonPrimitive;

import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|{}", //
            "{ \"b\" : 1, \"a\" : [ ] }|{\"a\":[],\"b\":1}", //
            "{\"a\":[true,false,null,-7,0]}|{\"a\":[true,false,null,-7,0]}", //
            "{\"a\":\"\\/\\u0041\\u00e9\"}|{\"a\":\"/Aé\"}", //
            "{\"a\":\"\\\\ \\\" \"}|{\"a\":\"\\\\ \\\" \"}", //
            "{\"B\":1,\"a\":2,\"aa\":3,\"A\":4}|{\"A\":4,\"B\":1,\"a\":2,\"aa\":3}", //
            "{\"a\":{\"d\":1,\"c\":{\"z\":[],\"y\":{}}}}|{\"a\":{\"c\":{\"y\":{},\"z\":[]},\"d\":1}}"})
    void hasOneForm(String json, String canonical) throws MalformedException {
        assertEquals(canonical, canonical(json));
    }

    @Test
    void leavesControlCharactersAsTheyAre() throws MalformedException {
        assertEquals("{\"a\":\"x\n\t\u0000\u001f\u007f\"}", canonical("{\"a\":\"x\\n\\t\\u0000\\u001f\u007f\"}"));
    }

    @Test
    void sortsByCodePointNotByUtf16Unit() throws MalformedException {
        // U+1F600 is written with surrogates, which as UTF-16 units sort below U+FB01.
        assertEquals("{\"\uFB01\":1,\"\uD83D\uDE00\":2}", canonical("{\"\\uD83D\\uDE00\":2,\"\uFB01\":1}"));
    }

    @Test
    void hasNoFloats() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.encode(new JsonPrimitive(1.5)));
    }

    private static String canonical(String json) throws MalformedException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new String(CanonicalJson.encode(StrictJson.parse("test", bytes, 1000)), StandardCharsets.UTF_8);
    }
}
