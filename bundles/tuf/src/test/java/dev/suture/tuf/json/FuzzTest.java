// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.tuf.CanonicalJson;

class FuzzTest extends FuzzTargets {
    FuzzTest() {
        target("json", FuzzTest::json, MalformedException.class)
                .sample(text("{\"b\":[1,-2,true,false,null,\"\\u00e4\\n\\ud83d\\ude00\"],\"a\":{\"\":{}}} \n"))
                .sample(text("{\"a\":" + "[".repeat(31) + "]".repeat(31) + ",\"n\":999999999999999999}"))
                .found("nested without end", text("{\"a\":" + "[".repeat(60_000)));
    }

    /** What is read means the same however it is written, and is read the same each time. */
    private static void json(byte[] input) throws MalformedException {
        JsonObject read = StrictJson.parse("input", input, 1 << 20);
        assertEquals(read, StrictJson.parse("input", input, 1 << 20));
        assertEquals(read, StrictJson.parse("compact", StrictJson.write(read), 1 << 24));
        JsonObject again = StrictJson.parse("pretty", StrictJson.writePretty(read), 1 << 24);
        assertEquals(read, again);
        assertArrayEquals(CanonicalJson.encode(read), CanonicalJson.encode(again));
    }
}
