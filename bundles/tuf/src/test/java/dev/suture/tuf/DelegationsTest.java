// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What delegations may look like (TUF 4.5, TAP 15). */
class DelegationsTest {
    private static final String GOOD = role("a", "'paths':['*']");

    private static String role(String name, String paths) {
        return "{'name':'" + name + "','keyids':[],'threshold':1,'terminating':false," + paths + "}";
    }

    private static String bins(String fields) {
        return "{'keys':{},'succinct_roles':{'keyids':[],'threshold':1," + fields + "}}";
    }

    private static Delegations read(String delegations) throws VerificationException {
        String file = "{'signatures':[],'signed':{'_type':'targets','spec_version':'1.0.34','version':1,"
                + "'expires':'2030-01-01T00:00:00Z','targets':{},'delegations':" + delegations + "}}";
        return Signed.read(RoleType.TARGETS, file.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).content()
                .delegations().orElseThrow();
    }

    private static void assertMalformed(String delegations) {
        VerificationException refusal = assertThrows(VerificationException.class, () -> read(delegations));
        assertEquals(Attack.MALFORMED, refusal.attack());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'keys':{}}", "{'roles':[]}", "{'keys':{},'roles':{}}", "{'keys':[],'roles':[]}",
            "{'keys':{'00':{'keytype':'x','scheme':'y','keyval':{}}},'roles':[]}",
            "{'keys':{},'roles':[],'succinct_roles':{'keyids':[],'threshold':1,'bit_length':1,'name_prefix':'b'}}"})
    void haveKeysAndRolesOfOneForm(String delegations) {
        assertMalformed(delegations);
    }

    @Test
    void nameNoRoleTwice() throws Exception {
        assertEquals(1, read("{'keys':{},'roles':[" + GOOD + "]}").covering("x").size());
        assertMalformed("{'keys':{},'roles':[" + GOOD + "," + GOOD + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets", ""})
    void nameNoTopLevelRole(String name) {
        assertMalformed("{'keys':{},'roles':[" + role(name, "'paths':[]") + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'x':0", "'paths':['*'],'path_hash_prefixes':['00']", "'paths':'*'", "'paths':[1]",
            "'path_hash_prefixes':['']", "'path_hash_prefixes':['0G']", "'path_hash_prefixes':['AB']",
            "'path_hash_prefixes':[0]"})
    void saySoOfPathsInExactlyOneWay(String paths) {
        assertMalformed("{'keys':{},'roles':[" + role("a", paths) + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'threshold':1>'threshold':0", "'threshold':1>'threshold':-1", "false>0", "[]>[1]",
            "'keyids':[],>", "'terminating':false,>", "'name':'a'>'name':1"})
    void wantEveryFieldOfARole(String change) {
        String[] parts = change.split(">", -1);
        assertTrue(GOOD.contains(parts[0]));
        assertMalformed("{'keys':{},'roles':[" + GOOD.replace(parts[0], parts[1]) + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'bit_length':64,'name_prefix':'b'", "'bit_length':33,'name_prefix':'b'",
            "'bit_length':0,'name_prefix':'b'", "'bit_length':-1,'name_prefix':'b'", "'bit_length':1",
            "'bit_length':'1','name_prefix':'b'", "'name_prefix':'b'", "'bit_length':1,'name_prefix':1"})
    void haveHashBinsOf1To32Bits(String fields) {
        assertMalformed(bins(fields));
    }

    @Test
    void boundTheNamesOfHashBins() throws Exception {
        String longest = "x".repeat(RoleName.MAX_LENGTH - 9);
        Link bin = read(bins("'bit_length':32,'name_prefix':'" + longest + "'")).covering("x").get(0);
        assertEquals(RoleName.MAX_LENGTH, bin.name().name().length());
        assertMalformed(bins("'bit_length':1,'name_prefix':'" + longest + "x'"));
    }

    /** The names are those that another implementation gives. */
    @ParameterizedTest
    @CsvSource({"1,targets/foo.tgz,bin-1", "1,ü/µ,bin-0", "4,targets/foo.tgz,bin-b", "4,ü/µ,bin-2",
            "5,targets/foo.tgz,bin-17", "5,ü/µ,bin-04", "10,targets/foo.tgz,bin-2e9", "10,ü/µ,bin-09d",
            "32,targets/foo.tgz,bin-ba6d0225", "32,ü/µ,bin-27571574"})
    void putAPathIntoOneBin(int bits, String path, String name) throws Exception {
        Delegations delegations = read(bins("'bit_length':" + bits + ",'name_prefix':'bin'"));
        List<Link> links = delegations.covering(path);
        assertEquals(List.of(name), links.stream().map(link -> link.name().name()).toList());
        Delegation bin = links.get(0).delegation();
        assertTrue(bin.terminating() && bin.paths().contains(path));
        assertEquals(Optional.of(bin), delegations.find(new RoleName(name)).map(Link::delegation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin", "bin-", "bin-0", "bin-000", "bin-20", "bin-1F", "bin-+1", "bin_1f", "b-1f"})
    void haveNoBinOutsideTheirRange(String name) throws Exception {
        Delegations delegations = read(bins("'bit_length':5,'name_prefix':'bin'"));
        assertTrue(delegations.find(new RoleName("bin-1f")).isPresent());
        assertTrue(delegations.find(new RoleName(name)).isEmpty());
    }

    @Test
    void divideAllPathsAmongTheBins() {
        HashBins bins = new HashBins(new Role(List.of(), 1), 5, "bin");
        for (int i = 0; i < 200; i++) {
            String path = "path/" + i;
            long holders = IntStream.range(0, 32).mapToObj(number -> String.format("bin-%02x", number))
                    .filter(name -> bins.find(new RoleName(name)).orElseThrow().paths().contains(path)).count();
            assertEquals(1, holders);
        }
    }

    @Test
    void areReadAsTheyWereWritten() throws Exception {
        Key key = new RepositorySimulator().newKey().key();
        Role role = new Role(List.of(key.id()), 1);
        Delegation byPath = new Delegation(new RoleName("../ä"), role, true, PathSet.of("p/*", "q"));
        Delegation byHash = new Delegation(new RoleName("b"), role, false,
                new PathSet.HashPrefixes(List.of("0", "ff")));
        for (DelegatedRoles roles : List.of(new NamedRoles(List.of(byPath, byHash)), new HashBins(role, 9, "bin"))) {
            Delegations written = new Delegations(Map.of(key.id(), key), roles);
            Targets targets = new Targets(new Header(1, RepositorySimulator.NOW), Map.of(), Optional.of(written));
            Signed<Targets> file = Signed.sign(RoleType.TARGETS, targets, List.of());
            assertEquals(targets, Signed.read(RoleType.TARGETS, file.bytes()).content());
        }
    }

    @Test
    void chooseByTheDigestOfThePath() {
        PathSet prefixes = new PathSet.HashPrefixes(List.of("ba6d", "0"));
        assertTrue(prefixes.contains("targets/foo.tgz"));
        assertFalse(prefixes.contains("ü/µ"));
        assertFalse(new PathSet.HashPrefixes(List.of()).contains("targets/foo.tgz"));
        assertFalse(PathSet.of().contains("x"));
    }

    @ParameterizedTest
    @CsvSource({"4096,true", "4097,false"})
    void andPathsHaveALength(int length, boolean good) throws Exception {
        String file = "{\"signatures\":[],\"signed\":{\"_type\":\"targets\",\"spec_version\":\"1.0\",\"version\":1,"
                + "\"expires\":\"2030-01-01T00:00:00Z\",\"targets\":{\"" + "x".repeat(length)
                + "\":{\"length\":1,\"hashes\":{\"sha256\":\"00\"},\"custom\":{\"any\":[{}]}}}}}";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        if (good) {
            assertEquals(1, Signed.read(RoleType.TARGETS, bytes).content().targets().size());
        } else {
            assertThrows(VerificationException.class, () -> Signed.read(RoleType.TARGETS, bytes));
        }
    }
}
