// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTest {
    private final RepositorySimulator repository = new RepositorySimulator();

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2.0", "1e3", "\"2\"", "true", "null", "[]", "100000000000000000000000", "01"})
    void refusesVersionsThatAreNoPositiveIntegers(String version) {
        assertMalformed(RoleType.TIMESTAMP, "\"version\":1,\"expires\"", "\"version\":" + version + ",\"expires\"");
        assertMalformed(RoleType.TIMESTAMP, "\"version\":1,\"length\"", "\"version\":" + version + ",\"length\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T12:00:00", "2026-11-25T12:00:00+00:00", "2026-11-25T12:00:00.0Z",
            "2026-13-25T12:00:00Z", "2026-02-30T12:00:00Z", "2026-11-25T23:59:60Z", "2026-11-25T24:00:00Z",
            "2026-11-25 12:00:00Z", "2026-11-25T12:00Z", "20261125T120000Z", "+12026-11-25T12:00:00Z", "1795608000",
            "2026-11-25t12:00:00z", "२०२६-11-25T12:00:00Z", ""})
    void refusesOtherDateForms(String expires) {
        assertMalformed(RoleType.TIMESTAMP, "2026-11-25T12:00:00Z", expires);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2.0.0", "0.9", "1.", "1.0.0.0", "1.x", "11.0", ""})
    void refusesOtherSpecVersions(String version) {
        assertMalformed(RoleType.ROOT, "\"1.0.34\"", "\"" + version + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.0.0", "1.1.0", "1.0.31"})
    void acceptsSpecVersionsOfTheSameMajor(String version) throws Exception {
        Signed.read(RoleType.ROOT, changed(RoleType.ROOT, "\"1.0.34\"", "\"" + version + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "2147483648"})
    void refusesThresholdsThatAreNone(String threshold) {
        assertMalformed(RoleType.ROOT, "\"threshold\":2", "\"threshold\":" + threshold);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "9223372036854775808", "\"1\""})
    void refusesLengthsThatAreNone(String length) {
        repository.targets.put("a", new TargetFile(7, Hashes.of(new byte[7])));
        repository.publish();
        assertMalformed(RoleType.TARGETS, "\"length\":7", "\"length\":" + length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
            "root|\"_type\":\"root\"|\"_type\":\"targets\"", //
            "root|\"_type\":\"root\",|", //
            "root|\"signed\":|\"unsigned\":", //
            "root|\"signatures\":[|\"signatures\":[1,", //
            "root|\"keyid\":|\"id\":", //
            "root|\"sig\":\"|\"sig\":1,\"x\":\"", //
            "root|\"snapshot\":{|\"snapshots\":{", //
            "root|\"consistent_snapshot\":true|\"consistent_snapshot\":1", //
            "root|\"keytype\":\"ed25519\"|\"keytype\":\"ed25518\"", //
            "root|\"keyval\"|\"keyvals\"", //
            "timestamp|\"snapshot.json\"|\"targets.json\"", //
            "timestamp|\"hashes\":{|\"hashes\":{},\"x\":{", //
            "timestamp|\"sha256\":\"|\"sha256\":1,\"x\":\"", //
            "snapshot|\"targets.json\"|\"target.json\"", //
            "snapshot|\"meta\"|\"metas\"", //
            "targets|\"targets\":{}|\"targets\":[]", //
            "targets|\"targets\":{}|\"targets\":{\"a\":{\"length\":1}}", //
            "targets|\"targets\":{}|\"targets\":{\"a\":{\"length\":1,\"hashes\":{}}}", //
            "targets|\"targets\":{}|\"targets\":{\"a\":{\"length\":1,\"hashes\":{\"sha256\":null}}}"})
    void refusesWhatHasNotItsForm(String role, String from, String to) {
        RoleType<?> type = List.of(RoleType.ROOT, RoleType.TIMESTAMP, RoleType.SNAPSHOT, RoleType.TARGETS).stream()
                .filter(known -> known.type().equals(role)).findFirst().orElseThrow();
        assertMalformed(type, from, to == null ? "" : to);
    }

    @Test
    void refusesAKeyOf31BytesAndAKeyUnderAnotherId() {
        String id = repository.role(RoleType.ROOT).keys.get(0).key().id();
        assertMalformed(RoleType.ROOT, "\"public\":\"..", "\"public\":\"");
        assertMalformed(RoleType.ROOT, "\"" + id + "\":", "\"" + id.toUpperCase(Locale.ROOT) + "\":");
        assertMalformed(RoleType.ROOT, "\"" + id + "\":", "\"" + "0".repeat(64) + "\":");
    }

    @Test
    void keepsUnknownFieldsAndTheirSignatures() throws Exception {
        Signed<Timestamp> file = Signed.read(RoleType.TIMESTAMP, changed(RoleType.TIMESTAMP, "\"_type\"",
                "\"x-new\":{\"deep\":[1]},\"_type\""));
        Signed<Timestamp> again = Signed.read(RoleType.TIMESTAMP, file.signedBy(repository.role(
                RoleType.TIMESTAMP).keys).bytes());
        assertArrayEquals(file.canonical(), again.canonical());
        repository.root().verify("timestamp", again);
        assertThrows(VerificationException.class, () -> repository.root().verify("timestamp", file));
    }

    @Test
    void addsSignaturesOneByOne() throws Exception {
        List<Signer> both = repository.role(RoleType.TARGETS).keys;
        Targets content = new Targets(repository.header(RoleType.TARGETS), Map.of());
        Signed<Targets> first = Signed.sign(RoleType.TARGETS, content, both.subList(0, 1));
        VerificationException refusal = assertThrows(VerificationException.class, () -> repository.root().verify(
                "targets", first));
        assertEquals(Attack.ARBITRARY_CONTENT, refusal.attack());
        Signed<Targets> second = Signed.read(RoleType.TARGETS, first.bytes()).signedBy(both.subList(1, 2));
        repository.root().verify("targets", second);
        assertEquals(Set.copyOf(both.stream().map(signer -> signer.key().id()).toList()), Set.copyOf(second
                .signers()));
    }

    @Test
    void readsWhatItWrote() throws Exception {
        repository.targets.put("p/1/1/patch.json", new TargetFile(1, Hashes.of(new byte[1])));
        repository.furtherMeta.put("x.json", new MetaFile(7, Optional.empty(), Optional.empty()));
        repository.publish();
        assertEquals(repository.root(), Signed.read(RoleType.ROOT, repository.served.get("1.root.json")).content());
        Snapshot snapshot = Signed.read(RoleType.SNAPSHOT, repository.served.get("2.snapshot.json")).content();
        assertEquals(7, snapshot.find("x.json").orElseThrow().version());
        Targets targets = Signed.read(RoleType.TARGETS, repository.served.get("2.targets.json")).content();
        assertEquals(repository.targets, targets.targets());
    }

    @Test
    void signsForARoleThatNobodyDefined() {
        Signed<Targets> file = Signed.sign(RoleType.TARGETS, new Targets(repository.header(RoleType.TARGETS), Map.of()),
                repository.role(RoleType.TARGETS).keys);
        assertThrows(VerificationException.class, () -> repository.root().verify("patches-gateway", file));
    }

    @Test
    void givesOutCopies() throws Exception {
        Signed<Timestamp> file = repository.publishTimestamp();
        file.bytes()[0] = 'x';
        assertNotEquals('x', file.bytes()[0]);
    }

    @Test
    void writesNothingThatClientsWouldRefuse() {
        assertThrows(IllegalArgumentException.class, () -> new Header(0, Instant.EPOCH));
        assertThrows(IllegalArgumentException.class, () -> new Header(1, Instant.ofEpochMilli(1)));
        assertThrows(IllegalArgumentException.class, () -> new Header(1, Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> new Role(List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new Snapshot(new Header(1, Instant.EPOCH), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Root(new Header(1, Instant.EPOCH), true, Map.of(), Map
                .of()));
        assertThrows(IllegalArgumentException.class, () -> new MetaFile(0, Optional.empty(), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new TargetFile(-1, Hashes.of(new byte[0])));
        assertFalse(new Header(1, Instant.EPOCH).expires().isAfter(Instant.EPOCH));
    }

    private <T extends Metadata> void assertMalformed(RoleType<T> role, String from, String to) {
        byte[] bytes = changed(role, from, to);
        VerificationException refusal = assertThrows(VerificationException.class, () -> Signed.read(role, bytes));
        assertEquals(Attack.MALFORMED, refusal.attack());
        assertEquals(role.type(), refusal.document());
    }

    /** The newest file of a role with the first match of {@code from} replaced; a dot matches any character. */
    private byte[] changed(RoleType<?> role, String from, String to) {
        byte[] good = repository.served.get(repository.fileName(role));
        String text = new String(good, StandardCharsets.UTF_8);
        String pattern = from.replaceAll("[\\[\\]{}]", "\\\\$0");
        String changed = text.replaceFirst(pattern, to);
        assertNotEquals(text, changed, "the test changes something");
        return changed.getBytes(StandardCharsets.UTF_8);
    }
}
