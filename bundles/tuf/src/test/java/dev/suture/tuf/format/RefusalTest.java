// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each document with every field set and spoils every object in it, at any depth, in every way. */
class RefusalTest {
    private static final Set<String> OPTIONAL = Set.of("patch", "packet", "deadline", "rehearsal");
    /** Their members are data, not a schema. */
    private static final Set<String> MAPS = Set.of("configurations", "properties", "p.one", "p.two");

    /** A document, its bytes and how it is read. */
    record Document(String name, byte[] good, Documents.Reader<byte[], Object> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Document> documents() {
        return Stream.of(new Document("patch", PatchFormat.write(Samples.patch()), PatchFormat::read),
                new Document("base", BaseFormat.write(Samples.base()), BaseFormat::read),
                new Document("generation", GenerationFormat.write(Samples.generation()), GenerationFormat::read),
                new Document("rollout", RolloutFormat.write(Samples.rollout()), RolloutFormat::read),
                new Document("notify", NotifyFormat.write(Samples.notification()), NotifyFormat::read));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void unknownFieldAnywhere(Document document) {
        int count = schemas(parse(document)).size();
        for (int i = 0; i < count; i++) {
            JsonObject root = parse(document);
            schemas(root).get(i).addProperty("later", 1);
            refuses(document, root);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void missingField(Document document) {
        spoilEachField(document, OPTIONAL, (object, name) -> object.remove(name));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void wrongType(Document document) {
        spoilEachField(document, Set.of(), (object, name) -> object.add(name, JsonNull.INSTANCE));
        spoilEachField(document, Set.of(), (object, name) -> object.add(name, other(object.get(name))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void keyThatStandsTwice(Document document) {
        String text = new String(document.good(), StandardCharsets.UTF_8);
        refuses(document, text.replaceFirst("\\{", "{\"format\":1,"));
        refuses(document, text.replaceFirst("\"length\":", "\"length\":1,\"length\":")
                .replaceFirst("\"halted\":", "\"halted\":true,\"halted\":").replaceFirst("\"packet\":",
                        "\"packet\":\"\",\"packet\":"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void otherFormat(Document document) {
        for (String format : List.of("2", "0", "-1", "\"1\"", "999999999999999999", "1.0")) {
            refuses(document, new String(document.good(), StandardCharsets.UTF_8).replace("\"format\":1",
                    "\"format\":" + format));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void notTheWholeDocumentOrMore(Document document) {
        String text = new String(document.good(), StandardCharsets.UTF_8);
        refuses(document, text.substring(0, text.length() - 1));
        refuses(document, text + "{}");
        refuses(document, "");
        refuses(document, "[]");
        refuses(document, text + " ".repeat(4 * 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patch|"level":27|"level":0
            patch|"level":27|"level":10000
            patch|"level":27|"level":4294967297
            patch|"product":"gateway"|"product":"../gateway"
            patch|"base":"5.2.0"|"base":"5..0"
            patch|"severity":"critical"|"severity":"CRITICAL"
            patch|"encoding":"xz"|"encoding":"zip"
            patch|"encoding":"delta","source"|"encoding":"xz","source"
            patch|"consent":"required"|"consent":"never"
            patch|"deadline":"1970-01-01T00:00:00Z"|"deadline":"1970-01-01T00:00:00.000Z"
            patch|"deadline":"1970-01-01T00:00:00Z"|"deadline":"tomorrow"
            patch|"version":"1.10.0"|"version":"1.10"
            patch|"digest":"22|"digest":"AA
            patch|"contentLength":300|"contentLength":-1
            patch|"canaryPercent":5|"canaryPercent":0
            patch|"list":["x","y"]|"list":["x",1]
            patch|"list":["x","y"]|"list":["x",["y"]]
            patch|"list":["x","y"]|"list":{"x":"y"}
            patch|"list":["x","y"]|"list":null
            patch|"list":["x","y"]|"list":1.5
            patch|"range":"[1.5,1.10)"|"range":" "
            patch|4444444444444444444444444444444444444444444444444444444444444444|5555555555555555555555555555555555555555555555555555555555555555
            base|"startLevel":3|"startLevel":-1
            base|"bundle":"z"|"bundle":"a"
            base|"contentLength":8|"contentLength":-8
            base|"encoding":"xz"|"encoding":"delta"
            generation|"bundle":"mailer"|"bundle":"text"
            base|"p.one":{}|"p.one":1
            base|"p.one":{}|" ":{}
            generation|"number":3|"number":0
            generation|"started":true|"started":1
            generation|"patch":"3333|"patch":"333
            notify|"AQID/w=="|"AQID/w"
            notify|"AQID/w=="|"AQID/x=="
            notify|"AQID/w=="|"AQID_w=="
            notify|"spreadSeconds":30|"spreadSeconds":86401
            """, quoteCharacter = '\0')
    void valueThatBreaksARule(String name, String good, String bad) {
        Document document = documents().filter(candidate -> candidate.name().equals(name)).findFirst().orElseThrow();
        String text = new String(document.good(), StandardCharsets.UTF_8);
        String spoilt = text.replace(good, bad);
        assertFalse(spoilt.equals(text), "nothing was spoilt");
        refuses(document, spoilt);
    }

    /** Spoils one field of one object. */
    interface Spoil {
        void apply(JsonObject object, String name);
    }

    private static void spoilEachField(Document document, Set<String> except, Spoil spoil) {
        int count = schemas(parse(document)).size();
        for (int i = 0; i < count; i++) {
            for (String name : schemas(parse(document)).get(i).keySet()) {
                JsonObject root = parse(document);
                if (!except.contains(name)) {
                    spoil.apply(schemas(root).get(i), name);
                    refuses(document, root);
                }
            }
        }
    }

    private static JsonElement other(JsonElement element) {
        return element instanceof JsonPrimitive ? new JsonArray() : new JsonPrimitive(1);
    }

    /** All objects with a schema, in a fixed order. */
    private static List<JsonObject> schemas(JsonObject root) {
        List<JsonObject> found = new ArrayList<>(List.of(root));
        root.entrySet().forEach(entry -> {
            if (entry.getValue() instanceof JsonObject child && !MAPS.contains(entry.getKey())) {
                found.addAll(schemas(child));
            } else if (entry.getValue() instanceof JsonArray list) {
                list.forEach(element -> {
                    if (element instanceof JsonObject child) {
                        found.addAll(schemas(child));
                    }
                });
            }
        });
        return found;
    }

    private static JsonObject parse(Document document) {
        return JsonParser.parseString(new String(document.good(), StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static void refuses(Document document, JsonObject json) {
        refuses(document, json.toString());
    }

    private static void refuses(Document document, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        MalformedException refusal = assertThrows(MalformedException.class, () -> document.reader().read(utf8), text);
        assertEquals(1, refusal.getMessage().lines().count());
    }
}
