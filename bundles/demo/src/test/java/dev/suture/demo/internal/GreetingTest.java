// SPDX-License-Identifier: Apache-2.0
package dev.suture.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreetingTest {
    private final Greeting greeting = new Greeting();

    @Test
    void plainTextStaysAsItIs() {
        assertEquals("Grüße, 世界", greeting.expand("Grüße, 世界"));
    }

    @Test
    void lookupsAreExpanded() {
        assertEquals("Hello gateway", greeting.expand("Hello ${base64Decoder:Z2F0ZXdheQ==}"));
    }

    @Test
    void unknownLookupsStayAsTheyAre() {
        assertEquals("${nothing:here}", greeting.expand("${nothing:here}"));
    }

    @Test
    void commonsText19ReadsAFileByUrl(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "planted-7f3a");
        assertEquals("planted-7f3a", greeting.expand("${url:UTF-8:" + secret.toUri() + "}"));
    }

    @Test
    void aFailingLookupIsTheCallersFault() {
        assertThrows(IllegalArgumentException.class, () -> greeting.expand("${url:UTF-8:file:///no/such/file}"));
    }

    @Test
    void aTemplateIsBounded() {
        assertEquals("x".repeat(Greeting.LIMIT), greeting.expand("x".repeat(Greeting.LIMIT)));
        assertThrows(IllegalArgumentException.class, () -> greeting.expand("x".repeat(Greeting.LIMIT + 1)));
    }
}
