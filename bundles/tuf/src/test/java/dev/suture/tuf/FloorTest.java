// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.LOCAL_DAMAGE;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.tuf.TrustedStore.Slot;
import dev.suture.verify.VerificationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the loss of trusted files is no way back, and that no floor is for ever. */
class FloorTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private Map<String, byte[]> old;

    @BeforeEach
    void trustTheSecondOfEach() throws Exception {
        old = Map.copyOf(repository.served);
        repository.publish();
        fixture.refresh();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void floorRecovery(String lost) throws Exception {
        fixture.store.files.clear();
        // Old files that fit each other, signed by whoever has stolen the online keys, if need be.
        repository.role(RoleType.TIMESTAMP).version = lost.equals("timestamp") ? 0 : 5;
        repository.role(RoleType.SNAPSHOT).version = lost.equals("targets") ? 5 : 0;
        repository.role(RoleType.TARGETS).version = 0;
        repository.publish();
        fixture.assertPartlyRefused(ROLLBACK, lost, Optional.empty());
    }

    @Test
    void floorRecoveryOfDelegatedRoles() throws Exception {
        repository.delegate("targets", "patches-p", "p/*");
        repository.publish();
        repository.publish();
        delegated();
        fixture.store.files.clear();
        repository.delegated.get("patches-p").version = 0;
        repository.publish();
        assertEquals(ROLLBACK, assertThrows(VerificationException.class, this::delegated).attack());
    }

    private void delegated() throws Exception {
        TufClient client = fixture.client();
        client.refresh(Optional.empty());
        client.findDelegated("patches-p").orElseThrow();
    }

    @Test
    void anOldFilePutInThePlaceOfTheTrustedOneIsPassedOver() throws Exception {
        fixture.store.files.put("timestamp", old.get("timestamp.json"));
        repository.served.put("timestamp.json", old.get("timestamp.json"));
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
        assertEquals(List.of("discarded timestamp"), fixture.observed);
    }

    @Test
    void theChainOfRootsIsFollowedToTheNewestThatWasTrusted() throws Exception {
        repository.publishRoot();
        fixture.refresh();
        fixture.store.files.clear();
        byte[] second = repository.served.remove("2.root.json");
        fixture.assertRefused(ROLLBACK, "root");
        assertEquals(ROLLBACK, assertThrows(VerificationException.class, () -> OfflineClient.open(fixture.store,
                fixture)).attack());
        repository.served.put("2.root.json", second);
        assertEquals(2, fixture.refresh().root().version());
    }

    @Test
    void anotherRootOfTheVersionIsNotTheOne() throws Exception {
        repository.publishRoot();
        fixture.refresh();
        fixture.store.files.clear();
        repository.role(RoleType.ROOT).version--;
        repository.addKey(RoleType.TARGETS);
        repository.publishRoot();
        fixture.assertPartlyRefused(ROLLBACK, "root", Optional.empty());
    }

    @Test
    void theSameRootSignedAgainIs() throws Exception {
        Signed<Root> root = repository.publishRoot();
        fixture.refresh();
        fixture.store.files.clear();
        repository.served.put("2.root.json", new String(root.bytes(), StandardCharsets.UTF_8)
                .concat("\n").getBytes(StandardCharsets.UTF_8));
        assertEquals(2, fixture.refresh().root().version());
    }

    /** A key that was stolen may have driven the versions up for ever; its rotation ends that (TUF 5.3.11). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fastForwardRecovery(boolean lost) throws Exception {
        repository.role(RoleType.TIMESTAMP).version = Header.MAX_VERSION - 1;
        repository.role(RoleType.SNAPSHOT).version = Header.MAX_VERSION - 1;
        repository.publish();
        fixture.refresh();
        if (lost) {
            fixture.store.files.clear();
        }
        for (RoleType<?> role : List.of(RoleType.TIMESTAMP, RoleType.SNAPSHOT)) {
            repository.rotate(role);
            repository.role(role).version = 0;
        }
        repository.publishRoot();
        repository.publish();
        assertEquals(1, fixture.refresh().timestamp().version());
        fixture.store.files.clear();
        assertEquals(1, fixture.refresh().timestamp().version(), "and the floor was lowered for good");
    }

    @Test
    void aRootInstalledAnewForgetsWhatItCannotKnow() throws Exception {
        repository.role(RoleType.TIMESTAMP).version = 1000;
        repository.publishTimestamp();
        fixture.refresh();
        repository.rotate(RoleType.TIMESTAMP);
        fixture.store.installed = Optional.of(repository.publishRoot().bytes());
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publishTimestamp();
        assertEquals(1, fixture.refresh().timestamp().version());
    }

    @ParameterizedTest
    @EnumSource
    void oneOfTheTwoFilesSuffices(Slot damaged) throws Exception {
        fixture.store.floors.put(damaged, new byte[]{'{'});
        fixture.store.files.clear();
        repository.role(RoleType.TARGETS).version = 0;
        repository.publish();
        VerificationException refusal = assertThrows(VerificationException.class, fixture::refresh);
        assertEquals(ROLLBACK, refusal.attack());
        assertEquals("discarded floor", fixture.observed.get(0));
    }

    @Test
    void withoutBothTheNewestIsTakenAndThatIsTold() throws Exception {
        fixture.store.floors.replaceAll((slot, bytes) -> new byte[0]);
        fixture.store.files.clear();
        assertEquals(2, fixture.refresh().timestamp().version());
        assertEquals(List.of("discarded floor", "discarded floor"), fixture.observed.subList(0, 2));
    }

    @Test
    void clockJumpRecovers() throws Exception {
        repository.signedAt = Optional.of(RepositorySimulator.NOW);
        repository.publish();
        fixture.now = RepositorySimulator.NOW.plus(Duration.ofDays(7300)); // twenty years ahead: all looks expired
        assertThrows(VerificationException.class, fixture::refresh);
        fixture.now = RepositorySimulator.NOW;
        fixture.refresh();
        assertEquals(RepositorySimulator.NOW, time(), "the floor never rises from the clock");
        fixture.now = Instant.EPOCH; // back in 1970: what has expired meanwhile is expired still
        for (RoleType<?> role : List.of(RoleType.TARGETS, RoleType.SNAPSHOT, RoleType.TIMESTAMP)) {
            repository.role(role).expires = RepositorySimulator.NOW.minusSeconds(1);
        }
        repository.publish();
        assertEquals(VerificationException.Attack.FREEZE, assertThrows(VerificationException.class, fixture::refresh)
                .attack());
        assertEquals(RepositorySimulator.NOW, fixture.client().now());
    }

    @Test
    void aMomentAfterTheExpiryHasNotPassed() throws Exception {
        repository.signedAt = Optional.of(RepositorySimulator.NOW.plus(Duration.ofDays(2)));
        repository.publish();
        fixture.refresh();
        assertEquals(fixture.now, time());
    }

    @Test
    void theFloorIsOnTheDiskBeforeWhatRaisedIt() throws Exception {
        repository.publish();
        fixture.store.changesLeft = 2; // the floor, in both files, and no more
        assertEquals(LOCAL_DAMAGE, assertThrows(VerificationException.class, fixture::refresh).attack());
        fixture.store.changesLeft = Integer.MAX_VALUE;
        repository.served.put("timestamp.json", old.get("timestamp.json"));
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
        repository.publish();
        assertEquals(4, fixture.refresh().timestamp().version());
    }

    private Instant time() {
        return fixture.client().now();
    }
}
