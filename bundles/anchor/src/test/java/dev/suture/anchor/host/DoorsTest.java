// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

import dev.suture.anchor.Door;

/** Doors that come and go while a switch goes on, as they do when it replaces the bundle they are in. */
class DoorsTest {
    @TempDir
    Path root;
    private AnchoredFramework framework;
    private Doors doors;
    private final TestDoor old = new TestDoor();
    private final TestDoor next = new TestDoor();
    private ServiceRegistration<Door> registered;

    @BeforeEach
    void open() throws Exception {
        framework = new AnchoredFramework(root, Current.first(1));
        doors = new Doors(framework.context(), (message, cause) -> framework.logged.add(message));
        registered = framework.context().registerService(Door.class, old, null);
    }

    @AfterEach
    void close() throws Exception {
        framework.close();
    }

    @Test
    void oneThatComesMeanwhileStartsClosedAndAllOpenTogether() {
        doors.close();
        framework.context().registerService(Door.class, next, null);
        assertTrue(old.closed && next.closed);
        registered.unregister();
        assertTrue(old.closed, "what waits in the old one waits until the new side serves");
        doors.open();
        assertFalse(old.closed || next.closed);
    }

    @Test
    void howLongTheyHaveBeenClosedIsKnown() {
        assertEquals(Duration.ZERO, doors.closedFor());
        doors.close();
        Duration before = doors.closedFor();
        while (doors.closedFor().equals(before)) {
            Thread.onSpinWait();
        }
        assertTrue(doors.closedFor().compareTo(before) > 0);
        doors.open();
        assertEquals(Duration.ZERO, doors.closedFor());
    }

    @Test
    void oneThatComesLaterIsLeftOpen() {
        doors.close();
        doors.open();
        framework.context().registerService(Door.class, next, null);
        assertFalse(next.closed);
    }

    @Test
    void whatIsInsideOneThatWasReplacedStillCounts() throws Exception {
        old.inside = 3;
        doors.close();
        framework.context().registerService(Door.class, next, null);
        registered.unregister();
        doors.open();
        assertEquals(List.of("3 older inside org.apache.felix.framework"), doors.awaitOlderLeft(Duration.ZERO));
        old.inside = 0;
        assertEquals(List.of(), doors.awaitOlderLeft(Duration.ZERO));
    }

    @Test
    void nothingIsWaitedForOnceTheSwitchIsOver() throws Exception {
        old.inside = 3;
        doors.close();
        doors.open();
        doors.forget();
        assertEquals(List.of(), doors.awaitOlderLeft(Duration.ZERO));
    }

    private static final class TestDoor implements Door {
        private boolean closed;
        private int inside;

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void open() {
            closed = false;
        }

        @Override
        public boolean awaitOlderLeft(Duration limit) {
            return inside == 0;
        }

        @Override
        public int olderInside() {
            return inside;
        }
    }
}
