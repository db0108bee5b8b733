// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FieldsTest {
    @Test
    void readsEachType() throws MalformedException {
        Fields fields = fields(
                "{\"s\":\"x\",\"i\":7,\"b\":false,\"o\":{\"k\":1},\"os\":[{\"a\":1},{\"a\":2}],\"ss\":[\"p\",\"q\"]}");
        assertEquals("x", fields.string("s"));
        assertEquals(Optional.of("x"), fields.findString("s"));
        assertEquals(7, fields.integer("i", 7, 7));
        assertFalse(fields.bool("b"));
        assertEquals(1, fields.object("o").integer("k", 0, 9));
        assertTrue(fields.findObject("o").isPresent());
        assertEquals(2, fields.objects("os").get(1).integer("a", 0, 9));
        assertEquals(List.of("p", "q"), fields.strings("ss"));
        fields.end();
    }

    @Test
    void refusesWhatNobodyAskedFor() throws MalformedException {
        Fields fields = fields("{\"a\":1,\"b\":2}");
        fields.integer("a", 0, 9);
        assertRefused("an unknown field", fields::end);
        assertEquals(Set.of("a", "b"), fields.members().keySet());
        fields.end();
    }

    @Test
    void refusesMissingFields() throws MalformedException {
        Fields fields = fields("{}");
        assertRefused("'a' is missing", () -> fields.string("a"));
        assertRefused("'a' is missing", () -> fields.integer("a", 0, 9));
        assertRefused("'a' is missing", () -> fields.bool("a"));
        assertRefused("'a' is missing", () -> fields.object("a"));
        assertRefused("'a' is missing", () -> fields.objects("a"));
        assertRefused("'a' is missing", () -> fields.strings("a"));
        assertEquals(Optional.empty(), fields.findString("a"));
        assertTrue(fields.findObject("a").isEmpty());
        assertFalse(fields.has("a"));
    }

    @Test
    void refusesOtherTypes() throws MalformedException {
        Fields fields = fields("{\"s\":\"1\",\"i\":1,\"n\":null,\"l\":[1]}");
        assertRefused("'i' is not a string", () -> fields.string("i"));
        assertRefused("'n' is not a string", () -> fields.findString("n"));
        assertRefused("'s' is not an integer", () -> fields.integer("s", 0, 9));
        assertRefused("'n' is not an integer", () -> fields.integer("n", 0, 9));
        assertRefused("'s' is not a boolean", () -> fields.bool("s"));
        assertRefused("'l' is not an object", () -> fields.raw("l"));
        assertRefused("'l' is not a list of objects", () -> fields.objects("l"));
        assertRefused("'l' is not a string", () -> fields.strings("l"));
        assertRefused("'s' is not a list", () -> fields.strings("s"));
    }

    @Test
    void refusesIntegersOutsideTheRange() throws MalformedException {
        Fields fields = fields("{\"i\":5}");
        assertRefused("'i' is not between 6 and 9", () -> fields.integer("i", 6, 9));
        assertRefused("'i' is not between 1 and 4", () -> fields.integer("i", 1, 4));
    }

    private static void assertRefused(String detail, Executable action) {
        assertEquals("test: " + detail, assertThrows(MalformedException.class, action).getMessage());
    }

    private static Fields fields(String text) throws MalformedException {
        return Fields.of("test", StrictJson.parse("test", text.getBytes(UTF_8), 1000));
    }
}
