// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.ENDLESS_DATA;
import static dev.suture.verify.VerificationException.Attack.FREEZE;
import static dev.suture.verify.VerificationException.Attack.LOCAL_DAMAGE;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static dev.suture.verify.VerificationException.Attack.MIX_AND_MATCH;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.RepositorySimulator.RoleState;
import dev.suture.tuf.RepositorySimulator.Trust;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TUF 5.6.1 to 5.6.6 for a delegated role, and who may say what. */
class DelegatedRoleTest {
    private static final String PATH = "p/1/1/patch.json";
    private static final TargetFile FILE = TargetFile.of("content".getBytes(StandardCharsets.UTF_8));

    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private RoleState role;
    private Trust trust;

    @BeforeEach
    void delegateAndSearchOnce() throws Exception {
        trust = repository.delegate("targets", "patches-p", "p/*/*/patch.json");
        role = repository.delegated.get("patches-p");
        role.targets.put(PATH, FILE);
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
    }

    @Test
    void savesTheExactBytesAndSaysSo() {
        assertEquals("adopted patches-p 1", fixture.observed.get(fixture.observed.size() - 1));
        assertArrayEquals(repository.served.get("1.patches-p.json"), fixture.store.files.get("patches-p"));
    }

    @Test
    void takesTheNextVersion() throws Exception {
        role.targets.put("p/1/2/patch.json", FILE);
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search("p/1/2/patch.json"));
        assertArrayEquals(repository.served.get("2.patches-p.json"), fixture.store.files.get("patches-p"));
    }

    @Test
    void refusesOneThatItsDelegatorsKeysDidNotSign() throws Exception {
        role.signers.set(0, repository.newKey());
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
    }

    @Test
    void refusesOneThatOnlyTheTopLevelKeysSigned() throws Exception {
        role.signers.clear();
        role.signers.addAll(repository.role(RoleType.TARGETS).signers);
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
    }

    @Test
    void countsOneSignatureUnderAThresholdOfTwoOnce() throws Exception {
        trust.threshold = 2;
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
        Signer second = repository.newKey();
        trust.keys.add(second);
        role.signers.add(second);
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
    }

    @Test
    void refusesOneThatTheSnapshotDoesNotListAndDoesNotAskForIt() throws Exception {
        repository.delegate("targets", "unlisted", "q/*");
        repository.publish();
        repository.delegated.remove("unlisted");
        repository.publishSnapshot();
        repository.publishTimestamp();
        assertRefused(MIX_AND_MATCH, "unlisted", "q/x");
        assertTrue(repository.requests.stream().noneMatch(name -> name.contains("unlisted")));
        assertFalse(fixture.store.files.containsKey("unlisted"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAnotherVersionThanTheListedOne(boolean lists) throws Exception {
        repository.lists = lists;
        repository.publish();
        repository.publishDelegated("patches-p");
        repository.served.put("2.patches-p.json", repository.served.get("3.patches-p.json"));
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesBytesThatAreNotListed() throws Exception {
        repository.publish();
        byte[] listed = repository.served.get("2.patches-p.json");
        byte[] other = Arrays.copyOf(listed, listed.length - 1);
        repository.served.put("2.patches-p.json", other);
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesOneThatIsLongerThanListed() throws Exception {
        repository.publish();
        byte[] listed = repository.served.get("2.patches-p.json");
        repository.served.put("2.patches-p.json", Arrays.copyOf(listed, listed.length + 1));
        assertRefused(ENDLESS_DATA, "2.patches-p.json", PATH);
    }

    @Test
    void refusesOneThatIsListedTooLong() throws Exception {
        repository.publish();
        repository.furtherMeta.put("patches-p.json", new MetaFile(2, Optional.of((4 << 20) + 1), Optional.empty()));
        repository.publishSnapshot();
        repository.publishTimestamp();
        assertRefused(ENDLESS_DATA);
    }

    @Test
    void refusesAnExpiredOne() throws Exception {
        role.expires = RepositorySimulator.NOW;
        repository.publish();
        assertRefused(FREEZE);
    }

    @Test
    void refusesTheCachedOneOnceItIsExpired() throws Exception {
        role.expires = RepositorySimulator.NOW.plusSeconds(9);
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
        fixture.now = role.expires;
        assertRefused(FREEZE);
    }

    @Test
    void refusesAnotherContentUnderTheSameVersion() throws Exception {
        role.version--;
        role.targets.put("p/1/2/patch.json", FILE);
        repository.publish();
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void acceptsTheSameContentSignedAgain() throws Exception {
        Signer second = repository.newKey();
        role.signers.add(second);
        role.version--;
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
        assertArrayEquals(repository.served.get("1.patches-p.json"), fixture.store.files.get("patches-p"));
    }

    @Test
    void refusesThatItBecomesOlderOrVanishes() throws Exception {
        repository.publish();
        fixture.search(PATH);
        role.version = 0;
        repository.publish();
        assertRefused(ROLLBACK, "snapshot", PATH);
        repository.delegated.clear();
        repository.publish();
        assertRefused(ROLLBACK, "snapshot", PATH);
    }

    /** 5.3.11 also recovers delegated roles, even if another content comes to the version that was forged. */
    @ParameterizedTest
    @ValueSource(longs = {0, 98})
    void recoversFromAFastForward(long before) throws Exception {
        role.version = 98;
        repository.publish();
        fixture.search(PATH);
        repository.rotate(RoleType.SNAPSHOT);
        repository.publishRoot();
        role.version = before;
        role.targets.put("p/1/2/patch.json", FILE);
        repository.publish();
        assertEquals(Optional.of("patches-p"), fixture.search("p/1/2/patch.json"));
    }

    @Test
    void refusesAMalformedOneUnderItsName() throws Exception {
        repository.lists = false;
        repository.publish();
        repository.served.put("2.patches-p.json", repository.served.get("2.snapshot.json"));
        assertRefused(MALFORMED);
    }

    @Test
    void failsWithoutIt() throws Exception {
        repository.publish();
        repository.served.remove("2.patches-p.json");
        assertThrows(FetchException.class, () -> fixture.search(PATH));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, -1})
    void fetchesADamagedFileAnew(int length) throws Exception {
        byte[] good = fixture.store.files.get("patches-p");
        byte[] bad = Arrays.copyOf(good, length < 0 ? good.length : length);
        if (length < 0) {
            bad[new String(good, StandardCharsets.UTF_8).indexOf("\"version\":") + 10] ^= 2;
        }
        fixture.store.files.put("patches-p", bad);
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
        assertEquals(List.of("discarded patches-p", "adopted patches-p 1"), fixture.observed);
        assertArrayEquals(good, fixture.store.files.get("patches-p"));
    }

    @Test
    void goesOnAfterADiskThatWasFull() throws Exception {
        repository.publish();
        TufClient client = fixture.refreshed();
        fixture.store.changesLeft = 0;
        VerificationException full = assertThrows(VerificationException.class, () -> client.search(PATH));
        assertEquals(LOCAL_DAMAGE, full.attack());
        fixture.store.changesLeft = 3; // the floor, twice, and the file
        assertEquals(Optional.of("patches-p"), fixture.search(PATH));
        assertArrayEquals(repository.served.get("2.patches-p.json"), fixture.store.files.get("patches-p"));
    }

    @Test
    void isNotTrustedAnyMoreOnceItsKeyIsRevoked() throws Exception {
        trust.keys.set(0, repository.newKey());
        repository.publishTargets();
        repository.publishSnapshot();
        repository.publishTimestamp();
        assertRefused(ARBITRARY_CONTENT);
        assertTrue(fixture.observed.contains("discarded patches-p"));
    }

    /** Two roles delegate to a third with different keys; only the first of the keys signs. */
    private void makeDiamond() {
        repository.delegate("targets", "A", "a/*");
        repository.delegate("targets", "B", "b/*");
        repository.delegate("A", "C", "a/*");
        repository.delegate("B", "C", "b/*").keys.set(0, repository.newKey());
        repository.delegated.get("C").targets.put("a/x", FILE);
        repository.delegated.get("C").targets.put("b/x", FILE);
        repository.publish();
    }

    @Test
    void isVerifiedByTheRoleThroughWhichItIsReachedNow() throws Exception {
        makeDiamond();
        TufClient client = fixture.refreshed();
        assertEquals("C", client.search("a/x").orElseThrow().role());
        VerificationException refusal = assertThrows(VerificationException.class, () -> client.search("b/x"));
        assertEquals("ARBITRARY_CONTENT C", refusal.attack() + " " + refusal.document());
        assertEquals("C", client.search("a/x").orElseThrow().role());
    }

    @Test
    void isVerifiedByThatRoleAlsoWhenAnEarlierRunHasSavedIt() throws Exception {
        makeDiamond();
        assertEquals(Optional.of("C"), fixture.search("a/x"));
        assertRefused(ARBITRARY_CONTENT, "C", "b/x");
        assertEquals(Optional.of("C"), fixture.search("a/x"));
        OfflineClient offline = OfflineClient.open(fixture.store, fixture);
        assertTrue(offline.search("a/x").isPresent());
        VerificationException refusal = assertThrows(VerificationException.class, () -> offline.search("b/x"));
        assertEquals(ARBITRARY_CONTENT, refusal.attack());
    }

    /** It was signed once more since it was saved, so now both of its delegators vouch for it. */
    @Test
    void isFetchedAgainIfTheDelegatorDoesNotVouchForTheSavedOne() throws Exception {
        repository.lists = false;
        makeDiamond();
        TufClient client = fixture.refreshed();
        assertTrue(client.search("a/x").isPresent());
        RoleState shared = repository.delegated.get("C");
        shared.signers.add(repository.delegated.get("B").trusts.get(0).keys.get(0));
        shared.version--;
        repository.publishDelegated("C");
        assertTrue(client.search("b/x").isPresent());
        assertTrue(client.search("a/x").isPresent());
    }

    /** TRUST: publisher A signs for B. The role of A may list what it likes: it is asked for nothing of B's. */
    @Test
    void foreignRolePatch() throws Exception {
        repository.delegate("targets", "patches-q", "q/*/*/patch.json");
        repository.delegated.get("patches-q").targets.put("q/1/1/patch.json", FILE);
        role.targets.put("q/1/2/patch.json", FILE);
        repository.targets.put("q/1/3/patch.json", FILE);
        repository.delegate("patches-q", "patches-q-more", "q/*/*/patch.json");
        repository.delegated.get("patches-q-more").targets.put("q/1/4/patch.json", FILE);
        repository.publish();
        TufClient client = fixture.refreshed();
        assertEquals(Set.of("q/1/1/patch.json"), client.findDelegated("patches-q").orElseThrow().targets().keySet());
        assertEquals(Set.of(PATH), client.findDelegated("patches-p").orElseThrow().targets().keySet());
        assertTrue(client.findDelegated("patches-p").orElseThrow().find("q/1/2/patch.json").isEmpty());
        assertEquals(Optional.empty(), client.search("q/1/2/patch.json"));
        assertEquals(Optional.empty(), client.findDelegated("patches-q-more"));
    }

    /** An earlier delegation that covers the path too changes nothing for who asks the role by its name. */
    @Test
    void shadowedByNobodyIfAskedByName() throws Exception {
        repository.delegate("targets", "shadow", "p/*/*/patch.json").terminating = true;
        repository.role(RoleType.TARGETS).trusts.add(0, repository.role(RoleType.TARGETS).trusts.remove(1));
        repository.delegated.get("shadow").targets.put(PATH, TargetFile.of(new byte[9]));
        repository.publish();
        TufClient client = fixture.refreshed();
        assertEquals("shadow", client.search(PATH).orElseThrow().role());
        assertEquals(FILE, client.findDelegated("patches-p").orElseThrow().find(PATH).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"patches-q", "targets", "root", "", "patches-p.json", "../patches-p"})
    void namesNobodyToWhomNothingIsDelegated(String name) throws Exception {
        assertEquals(Optional.empty(), fixture.refreshed().findDelegated(name));
        assertEquals(Optional.empty(), OfflineClient.open(fixture.store, fixture).findDelegated(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a/b", "?", "#", "ä", ".", "..", "1.root", "root.json", "timestamp.json"})
    void mayHaveAnyNameAndLeavesTheOtherFilesAlone(String name) throws Exception {
        repository.delegate("targets", name, "q");
        repository.delegated.get(name).targets.put("q", FILE);
        repository.publish();
        String encoded = new RoleName(name).encoded();
        assertEquals(Optional.of(encoded), fixture.search("q"));
        assertEquals("1." + encoded + ".json", repository.requests.get(repository.requests.size() - 1));
        assertEquals(Set.of("timestamp", "snapshot", "targets", "patches-p", encoded), fixture.store.files.keySet());
    }

    @Test
    void isReadOfflineWithTheEarliestExpiryOnTheWay() throws Exception {
        role.expires = RepositorySimulator.NOW.plusSeconds(9);
        repository.publish();
        fixture.search(PATH);
        repository.requests.clear();
        OfflineClient offline = OfflineClient.open(fixture.store, fixture);
        assertEquals(new FoundTarget(PATH, FILE, "patches-p", role.expires), offline.search(PATH).orElseThrow());
        DelegatedTargets named = offline.findDelegated("patches-p").orElseThrow();
        assertEquals(role.expires, named.expires());
        assertEquals(Optional.of(FILE), named.find(PATH));
        assertEquals(List.of(), repository.requests);
    }

    @Test
    void isNotReadOfflineIfItIsMissingOrNotTheListedOne() throws Exception {
        byte[] old = fixture.store.files.get("patches-p");
        repository.publish();
        fixture.refresh();
        assertOffline(MIX_AND_MATCH);
        fixture.store.files.remove("patches-p");
        assertOffline(LOCAL_DAMAGE);
        fixture.store.files.put("patches-p", Arrays.copyOf(old, 9));
        assertOffline(LOCAL_DAMAGE);
        fixture.search(PATH);
        assertTrue(OfflineClient.open(fixture.store, fixture).search(PATH).isPresent());
    }

    private void assertOffline(Attack attack) throws Exception {
        OfflineClient offline = OfflineClient.open(fixture.store, fixture);
        for (int i = 0; i < 2; i++) {
            VerificationException refusal = assertThrows(VerificationException.class, () -> offline.search(PATH));
            assertEquals(attack + " patches-p", refusal.attack() + " " + refusal.document());
        }
    }

    private void assertRefused(Attack attack) {
        assertRefused(attack, "patches-p", PATH);
    }

    /** A refusal leaves the trusted file. */
    private void assertRefused(Attack attack, String document, String path) {
        byte[] before = fixture.store.files.get("patches-p");
        VerificationException refusal = assertThrows(VerificationException.class, () -> fixture.search(path));
        assertEquals(attack + " " + document, refusal.attack() + " " + refusal.document(), refusal::getMessage);
        assertEquals(before, fixture.store.files.get("patches-p"));
    }
}
