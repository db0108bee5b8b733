// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** One clear line for each cause. */
class LogLinesTest {
    private static final String SCR = "bundle acme.pump:1.0.0 (22)[acme.pump.Pump(9)] : ";

    @Test
    void aComponentThatFailsTellsItsNameAndTheBottomOfItsCause() {
        Throwable cause = new InvocationTargetException(new IllegalArgumentException("broker must be tcp://host:port"));
        assertEquals("acme.pump: acme.pump.Pump: Error during instantiation: broker must be tcp://host:port",
                OneLine.of("acme.pump", SCR + "Error during instantiation\nat x", Optional.of(cause)));
        Throwable logged = new Exception("java.lang.reflect.InvocationTargetException: null", cause.getCause());
        assertEquals("x: broker must be tcp://host:port", OneLine.of("x", "", Optional.of(logged)));
        assertEquals("acme.pump: acme.pump.Pump: no such reference",
                OneLine.of("acme.pump", SCR + "no such reference", Optional.empty()));
    }

    @Test
    void whatAWrapperSaysIsToldWithTheBottom() {
        Throwable cause = new IllegalStateException("cannot connect", new RuntimeException(new Error("refused")));
        assertEquals("x: cannot connect (java.lang.Error: refused)", OneLine.of("x", "", Optional.of(cause)));
    }

    @Test
    void whatRepeatsItselfIsToldOnceInTenMinutes() {
        AtomicLong now = new AtomicLong(-5);
        Repeats repeats = new Repeats(now::get);
        assertTrue(repeats.isNew("a"));
        assertFalse(repeats.isNew("a"));
        assertTrue(repeats.isNew("b"));
        now.addAndGet(Repeats.QUIET.toNanos());
        assertTrue(repeats.isNew("a"));
        for (int i = 0; i < Repeats.MOST; i++) {
            assertTrue(repeats.isNew("line " + i));
        }
        assertTrue(repeats.isNew("a"), "only so many are remembered");
    }
}
