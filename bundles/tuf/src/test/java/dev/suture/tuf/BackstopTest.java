// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an updater brings with it, on a device that remembers nothing. */
class BackstopTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void holdsWhereAllElseIsLost(String role) throws Exception {
        fixture.store.backstop = Backstop.parse("root=1," + role + "=2");
        fixture.assertPartlyRefused(ROLLBACK, role, Optional.empty());
        repository.publish();
        fixture.refresh();
    }

    @Test
    void holdsForTheRootToo() throws Exception {
        fixture.store.backstop = Backstop.parse("root=2");
        fixture.assertRefused(ROLLBACK, "root");
        repository.publishRoot();
        fixture.refresh();
    }

    @Test
    void becomesTheFloor() throws Exception {
        fixture.store.backstop = Backstop.parse("root=1, timestamp=2");
        repository.publish();
        fixture.refresh();
        fixture.store.backstop = Backstop.NONE;
        fixture.store.files.clear();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publishTimestamp();
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
    }

    /** A key that was stolen had driven the versions up when the updater was built; its rotation ends that (TUF 5.3.11). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fastForwardBackstop(boolean installedAnew) throws Exception {
        fixture.store.backstop = new Backstop(1, Map.of("timestamp", Header.MAX_VERSION));
        repository.rotate(RoleType.TIMESTAMP);
        Signed<Root> root = repository.publishRoot();
        repository.publish();
        if (installedAnew) {
            fixture.store.installed = Optional.of(root.bytes());
        }
        assertEquals(2, fixture.refresh().timestamp().version());
        assertEquals(2, fixture.refresh().timestamp().version(), "and ever after");
    }

    @Test
    void aRotationBeforeItWasMadeIsKnownToIt() throws Exception {
        repository.rotate(RoleType.TIMESTAMP);
        repository.publishRoot();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publishTimestamp();
        fixture.store.backstop = Backstop.parse("root=2, timestamp=2");
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
    }

    @Test
    void isReadFromAHeader() {
        assertEquals(new Backstop(3, Map.of("timestamp", 120L, "patches-gateway", 17L)),
                Backstop.parse("root=3, timestamp=120,patches-gateway=17"));
    }

    @Test
    void isNothingElse() {
        for (String text : List.of("", "root", "root=", "root=0", "root=-1", "root=1,", "timestamp=1", "root=1;root=2",
                "root=1, root=2", "root=9999999999999999", "root=1, ../x=1", "root=1," + "a=1,".repeat(2000))) {
            assertThrows(IllegalArgumentException.class, () -> Backstop.parse(text), text);
        }
    }
}
