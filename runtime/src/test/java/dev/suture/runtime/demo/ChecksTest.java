// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import dev.suture.runtime.demo.Checks.Result;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final Checks checks = new Checks();

    @Test
    void allHeldIsTheOnlySuccess() throws InterruptedException {
        assertEquals(Result.HELD, checks.check("a", Optional::empty));
        assertEquals(Result.HELD, checks.check("b", Optional::empty, "a"));
        assertTrue(checks.allHeld());
        assertEquals("2 checks held, 0 failed", checks.summary());
    }

    @Test
    void whatDependsOnAFailureIsSkippedAndNeverRuns() throws InterruptedException {
        assertEquals(Result.FAILED, checks.check("a", () -> Optional.of("broken")));
        assertEquals(Result.SKIPPED, checks.check("b", () -> {
            throw new IllegalStateException("must not run");
        }, "a"));
        assertEquals(Result.SKIPPED, checks.check("c", Optional::empty, "b"));
        assertEquals(Result.HELD, checks.check("d", Optional::empty));
        assertFalse(checks.allHeld());
        assertEquals("1 checks held, 1 failed, 2 skipped", checks.summary());
        assertEquals("it needs 'b', which did not hold", checks.outcomes().get(2).detail());
    }

    @Test
    void aCheckThatCannotBeMadeHasFailed() throws InterruptedException {
        assertEquals(Result.FAILED, checks.check("a", () -> {
            throw new IOException("connection refused");
        }));
        assertEquals("connection refused", checks.outcomes().get(0).detail());
    }

    @Test
    void mistakesInTheScriptAreNotSwallowed() throws InterruptedException {
        checks.check("a", Optional::empty);
        assertThrows(IllegalArgumentException.class, () -> checks.check("a", Optional::empty));
        assertThrows(IllegalArgumentException.class, () -> checks.check("b", Optional::empty, "later"));
    }
}
