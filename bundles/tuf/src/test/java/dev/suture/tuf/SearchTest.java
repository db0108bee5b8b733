// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which roles a search asks, and in which order (TUF 5.6.7). */
class SearchTest {
    private static final TargetFile FILE = TargetFile.of("content".getBytes(StandardCharsets.UTF_8));

    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;

    /** Delegations of every path, as {@code from>to}, or {@code from>>to} if they are terminating. */
    private void delegate(String... links) {
        for (String link : links) {
            String[] ends = link.split(">+");
            repository.delegate(ends[0], ends[1], "*", "*/*").terminating = link.contains(">>");
        }
    }

    /** The delegated roles that a search for a path nobody lists asks for, in order. */
    private List<String> visited() throws Exception {
        repository.publish();
        assertEquals(Optional.empty(), fixture.search("nobody/has.this"));
        return fetched();
    }

    private List<String> fetched() {
        return repository.requests.stream().filter(name -> !name.matches(".*(root|timestamp|snapshot|targets).json"))
                .map(name -> name.replaceAll("^[0-9]+\\.|\\.json$", "")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "targets>A targets>B                     | A B",
            "targets>A targets>B B>C                 | A B C",
            "targets>A targets>B A>C A>D             | A C D B",
            "targets>A targets>B A>C C>D             | A C D B",
            "targets>A targets>B A>>C A>D            | A C",
            "targets>A targets>B A>>C C>D            | A C D",
            "targets>A targets>>B targets>C A>D B>E  | A D B E",
            "targets>A targets>B A>>C B>>D           | A C"})
    void asksEachRoleBeforeThoseItDelegatesToAndNobodyBehindATerminatingOne(String links, String order)
            throws Exception {
        delegate(links.split(" "));
        assertEquals(List.of(order.split(" ")), visited());
    }

    @Test
    void goesRoundNoCycle() throws Exception {
        delegate("targets>A", "targets>B", "B>C", "C>D", "D>B", "D>D");
        assertEquals(List.of("A", "B", "C", "D"), visited());
    }

    @Test
    void asksTheRoleAtTheFootOfADiamondOnce() throws Exception {
        delegate("targets>A", "targets>B", "A>C", "B>C", "C>D");
        assertEquals(List.of("A", "C", "D", "B"), visited());
    }

    @Test
    void comesToTheFootOfADiamondByTheSideWhosePathsAreRight() throws Exception {
        delegate("targets>A", "targets>B", "A>C", "B>C");
        repository.delegated.get("A").trusts.get(0).paths = PathSet.of("other/*");
        assertEquals(List.of("A", "B", "C"), visited());
    }

    @Test
    void wantsThePathToBeRightOnEveryStep() throws Exception {
        repository.delegate("targets", "B", "releases/*/*");
        repository.delegate("B", "C", "releases/x/*");
        repository.delegate("B", "D", "releases/y/*.zip");
        repository.delegate("C", "E", "*", "*/*", "*/*/*");
        repository.delegated.get("D").targets.put("releases/z/a.zip", FILE);
        repository.delegated.get("D").targets.put("releases/y/a.zip", FILE);
        repository.delegated.get("E").targets.put("releases/y/b.zip", FILE);
        repository.delegated.get("E").targets.put("releases/x/e", FILE);
        repository.publish();
        assertEquals(Optional.of("D"), fixture.search("releases/y/a.zip"));
        assertEquals(Optional.of("E"), fixture.search("releases/x/e"));
        assertEquals(Optional.empty(), fixture.search("releases/z/a.zip"));
        assertEquals(Optional.empty(), fixture.search("releases/y/b.zip"));
    }

    /** TUF 4.5: those before are trusted more. */
    @Test
    void believesTheFirstWhoListsIt() throws Exception {
        delegate("targets>A", "targets>B");
        repository.delegated.get("B").targets.put("x", FILE);
        repository.publish();
        assertEquals(Optional.of("B"), fixture.search("x"));
        repository.delegated.get("A").targets.put("x", TargetFile.of(new byte[9]));
        repository.publish();
        assertEquals(9, fixture.refreshed().search("x").orElseThrow().file().length());
        repository.targets.put("x", FILE);
        repository.publish();
        assertEquals(Optional.of("targets"), fixture.search("x"));
        assertEquals(List.of(), fetched());
    }

    @Test
    void doesNotIgnoreThatADelegationIsTerminating() throws Exception {
        delegate("targets>>A", "targets>B");
        repository.delegated.get("B").targets.put("x", FILE);
        repository.publish();
        assertEquals(Optional.empty(), fixture.search("x"));
        repository.role(RoleType.TARGETS).trusts.get(0).paths = PathSet.of("y");
        repository.publish();
        assertEquals(Optional.of("B"), fixture.search("x"));
    }

    @Test
    void findsWhatARoleListsWhoseHashPrefixIsRight() throws Exception {
        repository.delegate("targets", "A").paths = new PathSet.HashPrefixes(List.of("ba6d0"));
        repository.delegate("targets", "B").paths = new PathSet.HashPrefixes(List.of("ba6d1", "2757"));
        for (String role : List.of("A", "B")) {
            repository.delegated.get(role).targets.put("targets/foo.tgz", FILE);
            repository.delegated.get(role).targets.put("ü/µ", FILE);
        }
        repository.publish();
        assertEquals(Optional.of("A"), fixture.search("targets/foo.tgz"));
        assertEquals(Optional.of("B"), fixture.search("ü/µ"));
    }

    @Test
    void asksOneBinOfMany() throws Exception {
        Signer key = repository.newKey();
        RepositorySimulator.RoleState targets = repository.role(RoleType.TARGETS);
        Role role = new Role(List.of(key.key().id()), 1);
        targets.bins = Optional.of(new HashBins(role, 10, "bin"));
        targets.binKeys.add(key.key());
        repository.delegate("targets", "bin-2e9");
        repository.delegated.get("bin-2e9").signers.set(0, key);
        repository.delegated.get("bin-2e9").targets.put("targets/foo.tgz", FILE);
        repository.publish();
        assertEquals(Optional.of("bin-2e9"), fixture.search("targets/foo.tgz"));
        assertEquals(List.of("bin-2e9"), fetched());
        assertTrue(fixture.refreshed().findDelegated("bin-2e9").orElseThrow().find("targets/foo.tgz").isPresent());
        VerificationException unlisted = assertThrows(VerificationException.class, () -> fixture.search("ü/µ"));
        assertEquals("bin-09d", unlisted.document());
    }

    /** 32 roles are looked through, whatever the shape. */
    @Test
    void findsWhatThe32ndRoleListsAndRefusesToAskMore() throws Exception {
        String before = "targets";
        for (int i = 1; i <= 32; i++) {
            delegate(before + ">r" + i);
            before = "r" + i;
        }
        repository.delegated.get("r32").targets.put("x", FILE);
        assertEquals(32, visited().size());
        assertEquals(Optional.of("r32"), fixture.search("x"));
        delegate("r32>r33");
        repository.delegated.get("r33").targets.put("y", FILE);
        repository.publish();
        assertEndless("y");
    }

    @Test
    void isNotLuredAThousandRolesDeep() throws Exception {
        String before = "targets";
        for (int i = 1; i <= 1000; i++) {
            delegate(before + ">r" + i);
            before = "r" + i;
        }
        repository.publish();
        assertEndless("x");
    }

    @Test
    void isNotSentToFiveThousandRoles() throws Exception {
        for (int i = 1; i <= 5000; i++) {
            delegate("targets>r" + i);
        }
        repository.publish();
        assertEndless("x");
    }

    private void assertEndless(String path) throws Exception {
        VerificationException refusal = assertThrows(VerificationException.class, () -> fixture.search(path));
        assertEquals(Attack.ENDLESS_DATA, refusal.attack());
        assertTrue(fetched().size() <= 32);
        assertEquals(32 + 3, fixture.store.files.size());
    }

    @Test
    void keepsWhatItHasLoadedForTheNextSearch() throws Exception {
        delegate("targets>A", "A>B");
        repository.delegated.get("B").targets.put("x", FILE);
        repository.publish();
        TufClient client = fixture.refreshed();
        assertEquals(List.of(), fetched());
        assertEquals("B", client.search("x").orElseThrow().role());
        repository.requests.clear();
        assertEquals("B", client.search("x").orElseThrow().role());
        assertTrue(client.search("y").isEmpty());
        assertEquals(List.of(), repository.requests);
        assertEquals(Optional.of("B"), fixture.search("x"));
        assertEquals(List.of(), fetched());
    }

    @Test
    void tellsWhenTheFirstFileOnTheWayExpires() throws Exception {
        delegate("targets>A", "targets>B", "B>C");
        repository.delegated.get("A").expires = RepositorySimulator.NOW.plusSeconds(9);
        repository.delegated.get("C").targets.put("x", FILE);
        repository.delegated.get("C").expires = RepositorySimulator.NOW.plusSeconds(99);
        repository.publish();
        assertEquals(RepositorySimulator.NOW.plusSeconds(9), fixture.refreshed().search("x").orElseThrow().expires());
        repository.delegated.get("A").expires = RepositorySimulator.NOW.plus(Duration.ofDays(1));
        repository.publish();
        assertEquals(RepositorySimulator.NOW.plusSeconds(99), fixture.refreshed().search("x").orElseThrow().expires());
    }

    @Test
    void comesAfterARefreshThatEndedWell() throws Exception {
        TufClient client = fixture.client();
        assertThrows(IllegalStateException.class, () -> client.search("x"));
        client.refresh(Optional.empty());
        assertTrue(client.search("x").isEmpty());
        repository.role(RoleType.TIMESTAMP).signers.clear();
        repository.publish();
        assertThrows(VerificationException.class, () -> client.refresh(Optional.empty()));
        assertThrows(IllegalStateException.class, () -> client.findDelegated("A"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsWhereTheFileLies(boolean consistent) throws Exception {
        repository.consistentSnapshot = consistent;
        repository.publishRoot();
        delegate("targets>A");
        repository.delegated.get("A").targets.put("dir/x.zip", FILE);
        repository.publish();
        TufClient client = fixture.client();
        TrustedView view = client.refresh(Optional.empty());
        FoundTarget found = client.search("dir/x.zip").orElseThrow();
        String digest = Hashing.sha256("content".getBytes(StandardCharsets.UTF_8));
        assertEquals(consistent ? "dir/" + digest + ".x.zip" : "dir/x.zip", view.locate(found.path(), found.file()));
        assertEquals(consistent ? digest + ".x" : "x", view.locate("x", FILE));
        assertEquals(consistent
                ? List.of("2.root.json", "3.root.json", "timestamp.json", "2.snapshot.json",
                        "2.targets.json", "1.A.json")
                : List.of("2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json", "A.json"),
                repository.requests);
    }

    /** What is listed as a digest may be a way out of the folder. */
    @ParameterizedTest
    @ValueSource(strings = {"../../x", "", "0"})
    void refusesADigestThatIsNone(String digest) throws Exception {
        TrustedView view = fixture.refresh();
        for (String algorithm : List.of("sha256", "sha512", "other")) {
            TargetFile file = new TargetFile(1, new Hashes(Map.of(algorithm, digest)));
            assertThrows(VerificationException.class, () -> view.locate("x", file));
        }
        String sha512 = Hashing.hex("SHA-512", new byte[0]);
        TargetFile file = new TargetFile(0, new Hashes(Map.of("sha512", sha512)));
        assertEquals(sha512 + ".x", view.locate("x", file));
    }
}
