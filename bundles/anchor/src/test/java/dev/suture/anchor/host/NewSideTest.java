// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

import dev.suture.anchor.Door;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript.Limits;

/** How the new side is judged by itself, and how it goes when it fails. */
class NewSideTest {
    private static final Limits SHORT_GATE = new Limits(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(40));
    private static final String GATE = "context.registerService(dev.suture.anchor.Gates.class,"
            + " bundles -> java.util.Optional.of(\"a gate of the new side is red\"), null);";

    @TempDir
    Path made;
    @TempDir
    Path root;
    private Path library;
    private Gateway gateway;

    @BeforeEach
    void open() throws Exception {
        TestJars jars = new TestJars(made);
        library = jars.exporter("1.0.0");
        gateway = new Gateway(root, library, jars.user("user", "", library));
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void aGateThatOnlyTheNewSideCanCallIsAskedToo() throws Exception {
        Outcome outcome = gateway.anchor.execute(
                gateway.script(SHORT_GATE, new TestJars(made).exporter("2.0.0"), user(GATE)),
                bundles -> Optional.empty());
        assertEquals(new Outcome.Undone("a gate of the new side is red", true), outcome);
        assertEquals(List.of("1.0.0"), gateway.answers());
    }

    @Test
    void theDoorsOpenOnlyWhenTheCopiesHaveStopped() throws Exception {
        List<Integer> states = new ArrayList<>();
        gateway.context().registerService(Door.class, new Door() {
            @Override
            public void close() {
                assertTrue(states.isEmpty());
            }

            @Override
            public void open() {
                states.add(gateway.copy("demo.user").getState());
            }

            @Override
            public boolean awaitOlderLeft(Duration limit) {
                return true;
            }

            @Override
            public int olderInside() {
                return 0;
            }
        }, null);
        Limits patient = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertInstanceOf(Outcome.Undone.class, gateway.anchor.execute(
                gateway.script(patient, new TestJars(made).exporter("2.0.0"), user("")), bundles -> {
                    throw new IllegalStateException("broken gate");
                }));
        assertEquals(List.of(Bundle.RESOLVED), states);
    }

    private Path user(String statement) throws IOException {
        return new TestJars(made).user("next", statement, library);
    }
}
