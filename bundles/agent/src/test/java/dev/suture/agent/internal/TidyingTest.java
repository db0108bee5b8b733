// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.suture.fetch.FetchException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what is not needed any more is collected. */
class TidyingTest {
    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.run();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void onceAfterTheStartAndOnceAfterEachPatch() {
        assertEquals(List.of(Set.of(1)), bench.device.collected);
        bench.device.previous = OptionalInt.of(1);
        bench.offer(1, 'a');
        assertEquals(List.of(Set.of(1), Set.of(1, 2)), bench.device.collected);
        bench.check();
        assertEquals(2, bench.device.collected.size(), "nothing has changed since");
    }

    @Test
    void onAPersonsWord() {
        assertTrue(bench.ask("{\"command\":\"collect\"}").get("ok").getAsBoolean());
        bench.run();
        assertEquals(List.of(Set.of(1), Set.of(1)), bench.device.collected);
    }

    @Test
    void notWhileAnOfferIsUnderWay() {
        bench.device.collected.clear();
        bench.device.unreachable = Optional.of(new FetchException(FetchException.Reason.UNREACHABLE,
                java.net.URI.create("http://localhost/"), "gone"));
        bench.offer(1, 'a');
        bench.ask("{\"command\":\"collect\"}");
        bench.run();
        assertEquals(List.of(), bench.device.collected);
    }
}
