// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.LOCAL_DAMAGE;
import static dev.suture.verify.VerificationException.Attack.MIX_AND_MATCH;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.verify.VerificationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways back: from fast-forward attacks (TUF 5.3.11), from refreshes cut short, from damaged files. */
class RecoveryTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;

    @BeforeEach
    void refreshOnce() throws Exception {
        repository.publishRoot();
        repository.publish();
        fixture.refresh();
    }

    @Test
    void recoversFromAFastForwardedTimestamp() throws Exception {
        repository.role(RoleType.TIMESTAMP).version = 99;
        repository.publishTimestamp();
        fixture.refresh();
        repository.rotate(RoleType.TIMESTAMP);
        repository.publishRoot();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publishTimestamp();
        assertEquals(1, fixture.refresh().timestamp().version());
    }

    @Test
    void recoversFromFastForwardedSnapshotAndTargets() throws Exception {
        repository.role(RoleType.SNAPSHOT).version = 99;
        repository.role(RoleType.TARGETS).version = 99;
        repository.furtherMeta.put("unwanted.json", new MetaFile(1, Optional.empty(), Optional.empty()));
        repository.publish();
        fixture.refresh();
        repository.rotate(RoleType.SNAPSHOT);
        repository.publishRoot();
        repository.role(RoleType.SNAPSHOT).version = 0;
        repository.role(RoleType.TARGETS).version = 0;
        repository.furtherMeta.clear();
        repository.publish();
        assertEquals(1, fixture.refresh().snapshot().version());
        assertEquals(1, fixture.store.version(RoleType.TARGETS));
    }

    @Test
    void recoversEvenIfAnotherContentReachesTheForgedVersion() throws Exception {
        repository.role(RoleType.TARGETS).version = 99;
        repository.publish();
        fixture.refresh();
        repository.rotate(RoleType.SNAPSHOT);
        repository.publishRoot();
        repository.role(RoleType.TARGETS).version = 99;
        repository.targets.put("a", TargetFile.of(new byte[1]));
        repository.publish();
        assertEquals(1, fixture.refresh().targets().targets().size());
    }

    @Test
    void recoversIfTheRotationCameWithAnExpiredRoot() throws Exception {
        repository.role(RoleType.TIMESTAMP).version = 99;
        repository.publishTimestamp();
        fixture.refresh();
        repository.rotate(RoleType.TIMESTAMP);
        repository.role(RoleType.ROOT).expires = RepositorySimulator.NOW;
        repository.publishRoot();
        assertThrows(VerificationException.class, fixture::refresh);
        repository.role(RoleType.ROOT).expires = RepositorySimulator.NOW.plusSeconds(1);
        repository.publishRoot();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publishTimestamp();
        assertEquals(1, fixture.refresh().timestamp().version());
    }

    @Test
    void letsNoKeyThatOnlyJoinsOpenAWayBack() throws Exception {
        byte[] old = repository.served.get("timestamp.json");
        repository.publishTimestamp();
        fixture.refresh();
        repository.addKey(RoleType.TIMESTAMP);
        repository.publishRoot();
        repository.served.put("timestamp.json", old);
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
    }

    /** The disk fills up at each change in turn; the refresh after it ends where an undisturbed one ends. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
    void goesOnFromWhereItWasCutShort(int changes) throws Exception {
        repository.rotate(RoleType.TIMESTAMP);
        repository.publishRoot();
        repository.publishRoot();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publish();
        fixture.store.changesLeft = changes;
        if (changes < 17) {
            VerificationException full = assertThrows(VerificationException.class, fixture::refresh);
            assertEquals(LOCAL_DAMAGE, full.attack());
            assertTrue(full.getMessage().contains("No space left"));
        }
        fixture.store.changesLeft = Integer.MAX_VALUE;
        TrustedView view = fixture.refresh();
        assertEquals(List.of(4L, 1L, 3L, 3L), List.of(view.root().version(), view.timestamp().version(), view
                .snapshot().version(), view.targets().version()));
        for (RoleType<?> role : List.of(RoleType.ROOT, RoleType.TIMESTAMP, RoleType.SNAPSHOT, RoleType.TARGETS)) {
            assertArrayEquals(repository.served.get(repository.fileName(role)), fixture.store.files.get(role.type()));
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of("root", "timestamp", "snapshot", "targets").flatMap(role -> Stream.of("empty", "truncated",
                "flipped", "foreign").map(damage -> Arguments.of(role, damage)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void fetchesADamagedFileAnew(String role, String damage) throws Exception {
        byte[] good = fixture.store.files.get(role);
        fixture.store.files.put(role, damage(good, damage));
        fixture.refresh();
        assertTrue(fixture.observed.contains("discarded " + role), fixture.observed::toString);
        assertArrayEquals(good, fixture.store.files.get(role));
        assertEquals(2, OfflineClient.open(fixture.store, fixture).view().snapshot().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "truncated", "flipped", "foreign"})
    void canDoWithoutTheInstalledRootOnceItHasVerifiedANewerOne(String damage) throws Exception {
        byte[] installed = fixture.store.installed.orElseThrow();
        fixture.store.installed = Optional.of(damage(installed, damage));
        fixture.refresh();
        assertTrue(fixture.observed.contains("discarded installed root"));
        fixture.store.files.remove("root");
        fixture.assertRefused(LOCAL_DAMAGE, "root");
        assertEquals(List.of(), repository.requests);
    }

    @Test
    void saysHowToInstallAMissingRoot() {
        fixture.store.installed = Optional.empty();
        fixture.store.files.clear();
        VerificationException missing = fixture.assertRefused(LOCAL_DAMAGE, "root");
        assertTrue(missing.getMessage().contains("install a root.json"));
    }

    @Test
    void prefersAnInstalledRootThatIsNewer() throws Exception {
        byte[] newer = repository.publishRoot().bytes();
        repository.served.remove("3.root.json");
        fixture.store.installed = Optional.of(newer);
        assertEquals(3, fixture.refresh().root().version());
    }

    @Test
    void readsWhatIsTrustedWithoutAskingAnybody() throws Exception {
        repository.requests.clear();
        TrustedView view = OfflineClient.open(fixture.store, fixture).view();
        assertEquals(view.timestamp().expires(), view.expires());
        assertEquals(List.of(), repository.requests);
    }

    @Test
    void doesNotMixFilesThatDoNotNameEachOther() throws Exception {
        byte[] targets = fixture.store.files.get("targets");
        repository.publish();
        fixture.refresh();
        fixture.store.files.put("targets", targets);
        fixture.store.floors.clear(); // which would not let it be recalled at all
        VerificationException mixed = assertThrows(VerificationException.class,
                () -> OfflineClient.open(fixture.store, fixture).view());
        assertEquals(MIX_AND_MATCH, mixed.attack());
        fixture.store.files.remove("targets");
        VerificationException missing = assertThrows(VerificationException.class,
                () -> OfflineClient.open(fixture.store, fixture).view());
        assertEquals(LOCAL_DAMAGE, missing.attack());
    }

    private byte[] damage(byte[] good, String damage) {
        byte[] flipped = good.clone();
        int version = new String(good, StandardCharsets.UTF_8).indexOf("\"version\":");
        flipped[version + 10] ^= 1;
        return switch (damage) {
        case "empty" -> new byte[0];
        case "truncated" -> Arrays.copyOf(good, good.length / 2);
        case "flipped" -> flipped;
        default -> {
            RepositorySimulator other = new RepositorySimulator();
            other.rotate(RoleType.TIMESTAMP);
            yield other.publishTimestamp().bytes();
        }
        };
    }
}
