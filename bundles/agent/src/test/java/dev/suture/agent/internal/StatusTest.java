// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.notify.Notifier;
import dev.suture.policy.Decision;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.Verifier;

/** What a person learns at the control socket. */
class StatusTest {
    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.stages.put(Notifier.class, "mqtt", new Notifier() {
            @Override
            public String describe() {
                return "tcp://broker:1883";
            }

            @Override
            public boolean isConnected() {
                return true;
            }
        });
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private JsonObject ask(String request) throws MalformedException {
        return StrictJson.parse("answer", bench.agent.commands().apply(request.getBytes(StandardCharsets.UTF_8)),
                65536);
    }

    private JsonObject status() throws MalformedException {
        return ask("{\"command\":\"status\"}");
    }

    @Test
    void beforeAnythingIsKnownItAnswersAllTheSame() throws MalformedException {
        JsonObject status = status();
        assertTrue(status.get("ok").getAsBoolean());
        assertEquals("d1", status.get("device").getAsString());
        assertFalse(status.has("label"));
    }

    @Test
    void itSaysWhatRuns() throws MalformedException {
        bench.run();
        bench.offer(1, 'a');
        JsonObject status = status();
        assertEquals("5.2.0 (a)", status.get("label").getAsString());
        assertEquals(1, status.get("level").getAsInt());
        assertEquals(2, status.get("confirmed").getAsInt());
        assertFalse(status.has("trial"));
        assertEquals("confirmed", status.get("phase").getAsString());
        assertEquals(Samples.digest('a').hex(), status.getAsJsonObject("patch").get("patch").getAsString());
        assertEquals("5.2.0 (a) is offered", status.getAsJsonObject("lastCheck").get("result").getAsString());
        JsonObject notifier = status.getAsJsonArray("notifiers").get(0).getAsJsonObject();
        assertEquals("tcp://broker:1883", notifier.get("description").getAsString());
        assertTrue(notifier.get("connected").getAsBoolean());
        assertEquals(new JsonArray(), status.get("missing"));
    }

    @Test
    void itSaysWhyNothingIsInstalled() throws MalformedException {
        bench.run();
        bench.decision = Decision.defer(bench.time.now().plus(Duration.ofHours(2)), "night only");
        bench.offer(1, 'a');
        bench.stages.remove(Verifier.class);
        JsonObject status = status();
        assertEquals("deferred", status.get("phase").getAsString());
        assertEquals("policy", status.getAsJsonObject("reason").get("code").getAsString());
        JsonObject why = status.getAsJsonArray("why").get(0).getAsJsonObject();
        assertEquals("policy", why.get("policy").getAsString());
        assertEquals("fetch", why.get("step").getAsString());
        assertEquals("defer", why.get("answer").getAsString());
        assertEquals("night only", why.get("reason").getAsString());
        assertEquals("2026-11-24T14:00:00Z", status.get("retryAt").getAsString());
        assertEquals("dev.suture.verify.Verifier", status.getAsJsonArray("missing").get(0).getAsString());
    }

    @Test
    void aCheckIsMadeAtOnce() throws MalformedException {
        bench.run();
        int checks = bench.verifier.hints.size();
        assertTrue(ask("{\"command\":\"check\"}").get("ok").getAsBoolean());
        bench.run();
        assertEquals(checks + 1, bench.verifier.hints.size());
    }

    @Test
    void whatIsNoCommandIsRefused() throws MalformedException {
        for (String request : new String[]{"", "{", "{}", "{\"command\":\"remove\"}", "{\"command\":1}",
                "{\"command\":\"status\",\"more\":1}", "\u0000"}) {
            JsonObject answer = ask(request);
            assertFalse(answer.get("ok").getAsBoolean(), request);
            assertFalse(answer.get("error").getAsString().isBlank());
        }
    }
}
