// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.ENDLESS_DATA;
import static dev.suture.verify.VerificationException.Attack.FREEZE;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.RepositorySimulator.RoleState;

import org.junit.jupiter.api.Test;

/** TUF 5.3. */
class RootChainTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private final RoleState root = repository.role(RoleType.ROOT);

    @Test
    void asksInTheOrderOfTheWorkflow() throws Exception {
        fixture.refresh();
        assertEquals(List.of("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"),
                repository.requests);
        assertEquals(List.of("adopted timestamp 1", "adopted snapshot 1", "adopted targets 1"), fixture.observed);
        fixture.refresh();
        assertEquals(List.of("2.root.json", "timestamp.json"), repository.requests);
    }

    @Test
    void followsTheChainThroughRotationsAndExpiredRoots() throws Exception {
        fixture.refresh();
        root.expires = RepositorySimulator.NOW.minus(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            repository.rotate(RoleType.ROOT);
            repository.publishRoot();
        }
        root.expires = RepositorySimulator.NOW.plus(Duration.ofDays(1));
        repository.publishRoot();
        assertEquals(5, fixture.refresh().root().version());
        assertEquals(5, fixture.store.version(RoleType.ROOT));
    }

    @Test
    void refusesAnExpiredFinalRootAndKeepsTheChain() throws Exception {
        root.expires = RepositorySimulator.NOW;
        repository.publishRoot();
        fixture.assertPartlyRefused(FREEZE, "root", Optional.empty());
        assertEquals(2, fixture.store.version(RoleType.ROOT));
        assertFalse(repository.requests.contains("timestamp.json"));
        root.expires = RepositorySimulator.NOW.plusSeconds(1);
        repository.publishRoot();
        assertEquals(3, fixture.refresh().root().version());
    }

    @Test
    void refusesARootSignedByOldKeysOnly() throws Exception {
        fixture.refresh();
        List<Signer> old = List.copyOf(root.keys);
        repository.rotate(RoleType.ROOT);
        root.signers.clear();
        root.signers.addAll(old);
        repository.publishRoot();
        fixture.assertRefused(ARBITRARY_CONTENT, "root");
        fixture.assertRefused(ARBITRARY_CONTENT, "root"); // not trusted on the next run either (CVE-2020-15163)
    }

    @Test
    void refusesARootSignedByNewKeysOnly() throws Exception {
        fixture.refresh();
        repository.rotate(RoleType.ROOT);
        root.signers.retainAll(root.keys);
        repository.publishRoot();
        fixture.assertRefused(ARBITRARY_CONTENT, "root");
    }

    @Test
    void refusesAThresholdThatOneNewKeyCannotMeet() throws Exception {
        Signer second = repository.addKey(RoleType.ROOT);
        root.threshold = 2;
        root.signers.remove(second);
        repository.publishRoot();
        fixture.assertRefused(ARBITRARY_CONTENT, "root");
    }

    @Test
    void refusesASkippedVersion() throws Exception {
        repository.publishRoot();
        repository.publishRoot();
        repository.served.put("2.root.json", repository.served.get("3.root.json"));
        fixture.assertRefused(ROLLBACK, "root");
    }

    @Test
    void refusesTheSameVersionAgain() throws Exception {
        repository.served.put("2.root.json", repository.served.get("1.root.json"));
        fixture.assertRefused(ROLLBACK, "root");
    }

    @Test
    void refusesAnotherRoleAsRoot() throws Exception {
        repository.served.put("2.root.json", repository.served.get("1.targets.json"));
        fixture.assertRefused(MALFORMED, "root");
    }

    @Test
    void refusesARootThatIsTooLong() {
        repository.served.put("2.root.json", new byte[(512 << 10) + 1]);
        fixture.assertRefused(ENDLESS_DATA, "2.root.json");
    }

    @Test
    void takesOnlyNotFoundForNoNewerRoot() {
        MetadataSource broken = new MetadataSource() {
            @Override
            public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
                throw missing(fileName);
            }

            @Override
            public FetchException missing(String fileName) {
                return new FetchException(FetchException.Reason.REFUSED, URI.create("sim:/" + fileName), "HTTP 403");
            }
        };
        TufClient client = new TufClient(broken, fixture.store, fixture, Clock.systemUTC());
        assertThrows(FetchException.class, () -> client.refresh(Optional.empty()));
        assertTrue(fixture.store.files.isEmpty());
    }

    @Test
    void takesAtMost256RootsARefresh() throws Exception {
        for (int i = 0; i < 300; i++) {
            repository.publishRoot();
        }
        assertEquals(257, fixture.refresh().root().version());
        assertEquals(301, fixture.refresh().root().version());
    }

    @Test
    void countsOneKeyUnderTwoIdsOnce() throws Exception {
        Signer key = root.keys.get(0);
        Signer twin = twin(key);
        root.keys.add(twin);
        root.signers.add(twin);
        root.threshold = 2;
        repository.publishRoot();
        fixture.assertRefused(ARBITRARY_CONTENT, "root");
    }

    /** The same key with a further field, and so under another id. */
    private static Signer twin(Signer signer) throws Exception {
        JsonObject json = signer.key().json();
        json.addProperty("comment", "the same again");
        Key key = Key.read("key", json);
        return new Signer() {
            @Override
            public Key key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                return signer.sign(message);
            }
        };
    }

    @Test
    void acceptsAnUnreachableThresholdAndThenNobodySatisfiesIt() throws Exception {
        repository.role(RoleType.TIMESTAMP).threshold = 2;
        repository.publishRoot();
        fixture.assertPartlyRefused(ARBITRARY_CONTENT, "timestamp", Optional.empty());
        assertEquals(2, fixture.store.version(RoleType.ROOT));
        assertEquals(List.of("2.root.json", "3.root.json", "timestamp.json"), repository.requests);
    }

    @Test
    void worksWithoutConsistentSnapshots() throws Exception {
        repository.consistentSnapshot = false;
        repository.publishRoot();
        repository.publish();
        fixture.refresh();
        assertEquals(List.of("2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json"),
                repository.requests);
    }
}
