// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.ENDLESS_DATA;
import static dev.suture.verify.VerificationException.Attack.FREEZE;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static dev.suture.verify.VerificationException.Attack.MIX_AND_MATCH;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TUF 5.5. */
class SnapshotTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;

    @BeforeEach
    void refreshOnce() throws Exception {
        repository.furtherMeta.put("other.json", new MetaFile(3, Optional.empty(), Optional.empty()));
        repository.publish();
        fixture.refresh();
    }

    @Test
    void refusesOneThatIsNotTheListedBytes() throws Exception {
        repository.publish();
        byte[] listed = repository.served.get("3.snapshot.json");
        repository.publishSnapshot();
        repository.served.put("3.snapshot.json", repository.served.get("4.snapshot.json"));
        assertRefused(MIX_AND_MATCH);
        repository.served.put("3.snapshot.json", listed);
        assertEquals(3, fixture.refresh().snapshot().version());
    }

    @Test
    void refusesAnotherVersionWhereNoHashIsListed() throws Exception {
        repository.lists = false;
        repository.publish();
        repository.publishSnapshot();
        repository.served.put("3.snapshot.json", repository.served.get("4.snapshot.json"));
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesAnUnsignedOne() throws Exception {
        repository.role(RoleType.SNAPSHOT).signers.clear();
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
    }

    @Test
    void refusesAnotherRole() throws Exception {
        repository.lists = false;
        repository.publish();
        repository.served.put("3.snapshot.json", repository.served.get("3.targets.json"));
        assertRefused(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAnOlderTargetsFile(boolean lists) throws Exception {
        repository.lists = lists;
        repository.role(RoleType.TARGETS).version = 0;
        repository.publish();
        assertRefused(ROLLBACK);
        assertEquals(2, fixture.store.version(RoleType.TARGETS));
    }

    @Test
    void refusesThatAListedFileVanishesOrGetsOlder() throws Exception {
        repository.furtherMeta.put("other.json", new MetaFile(2, Optional.empty(), Optional.empty()));
        repository.publish();
        assertRefused(ROLLBACK);
        repository.furtherMeta.remove("other.json");
        repository.publish();
        assertRefused(ROLLBACK);
    }

    @Test
    void refusesAnOlderOneEvenIfTheTimestampWasLost() throws Exception {
        fixture.store.files.remove("timestamp");
        repository.role(RoleType.SNAPSHOT).version = 0;
        repository.furtherMeta.put("other.json", new MetaFile(4, Optional.empty(), Optional.empty()));
        repository.publishSnapshot();
        repository.publishTimestamp();
        assertRefused(ROLLBACK);
    }

    @Test
    void refusesAnotherContentUnderTheSameVersion() throws Exception {
        repository.role(RoleType.SNAPSHOT).version--;
        repository.furtherMeta.put("more.json", new MetaFile(1, Optional.empty(), Optional.empty()));
        repository.publishSnapshot();
        repository.publishTimestamp();
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void acceptsTheSameContentSignedAgain() throws Exception {
        Signed<Snapshot> snapshot = Signed.read(RoleType.SNAPSHOT, repository.served.get("2.snapshot.json"));
        byte[] resigned = snapshot.signedBy(List.of(repository.newKey())).bytes();
        repository.served.put("2.snapshot.json", resigned);
        repository.publishTimestamp();
        fixture.refresh();
        assertEquals(List.of("adopted timestamp 3", "adopted snapshot 2"), fixture.observed);
    }

    @Test
    void refusesAnExpiredOne() throws Exception {
        repository.role(RoleType.SNAPSHOT).expires = RepositorySimulator.NOW;
        repository.publish();
        assertRefused(FREEZE);
    }

    @Test
    void refusesEndlessData() throws Exception {
        repository.publish();
        byte[] longer = new byte[repository.served.get("3.snapshot.json").length + 1];
        repository.served.put("3.snapshot.json", longer);
        fixture.assertPartlyRefused(ENDLESS_DATA, "3.snapshot.json", Optional.empty());
    }

    @Test
    void refusesAListedLengthPastTheCapWithoutAsking() throws Exception {
        MetaFile huge = new MetaFile(9, Optional.of((1 << 20) + 1), Optional.empty());
        Header header = new Header(9, RepositorySimulator.NOW.plusSeconds(1));
        Signed<Timestamp> timestamp = repository.sign(RoleType.TIMESTAMP, new Timestamp(header, huge));
        repository.served.put("timestamp.json", timestamp.bytes());
        assertRefused(ENDLESS_DATA);
        assertTrue(repository.requests.stream().noneMatch(name -> name.contains("snapshot")));
    }

    @Test
    void fetchesAgainWhatWasMissingUnderAnEqualTimestamp() throws Exception {
        repository.publish();
        byte[] snapshot = repository.served.remove("3.snapshot.json");
        assertThrows(FetchException.class, fixture::refresh);
        assertEquals(3, fixture.store.version(RoleType.TIMESTAMP));
        repository.served.put("3.snapshot.json", snapshot);
        fixture.refresh();
        assertEquals(List.of("adopted snapshot 3", "adopted targets 3"), fixture.observed);
    }

    @Test
    void goesOnAfterARefusedSnapshotWhoseTimestampIsCached() throws Exception {
        repository.role(RoleType.SNAPSHOT).signers.clear();
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
        repository.role(RoleType.SNAPSHOT).signers.addAll(repository.role(RoleType.SNAPSHOT).keys);
        repository.publish();
        assertEquals(4, fixture.refresh().snapshot().version());
    }

    /** The timestamp stands, the snapshot does not. */
    private void assertRefused(Attack attack) throws Exception {
        byte[] before = fixture.store.files.get("snapshot");
        fixture.assertPartlyRefused(attack, "snapshot", Optional.empty());
        assertEquals(before, fixture.store.files.get("snapshot"));
    }
}
