// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.ENDLESS_DATA;
import static dev.suture.verify.VerificationException.Attack.FREEZE;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static dev.suture.verify.VerificationException.Attack.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.RepositorySimulator.RoleState;

import org.junit.jupiter.api.Test;

/** TUF 5.4. */
class TimestampTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private final RoleState timestamp = repository.role(RoleType.TIMESTAMP);

    @Test
    void refusesAnUnsignedOne() throws Exception {
        timestamp.signers.clear();
        repository.publishTimestamp();
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
    }

    @Test
    void refusesOneSignedByAnotherRole() throws Exception {
        timestamp.signers.clear();
        timestamp.signers.addAll(repository.role(RoleType.TARGETS).signers);
        repository.publishTimestamp();
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
    }

    @Test
    void refusesOneThatWasChangedAfterSigning() throws Exception {
        String changed = text(repository.served.get("timestamp.json")).replace("\"version\":1", "\"version\":2");
        repository.served.put("timestamp.json", changed.getBytes(StandardCharsets.UTF_8));
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
    }

    @Test
    void acceptsAGoodSignatureBesideABadAndAnEmptyOne() throws Exception {
        Signer second = repository.addKey(RoleType.TIMESTAMP);
        Signer third = repository.addKey(RoleType.TIMESTAMP);
        repository.publishRoot();
        Signed<Timestamp> good = repository.publishTimestamp();
        String text = text(good.bytes());
        text = text.replace(signature(good, second), signature(good, third));
        text = text.replaceFirst("(\"keyid\":\"" + third.key().id() + "\",\"sig\":\")[0-9a-f]+", "$1");
        repository.served.put("timestamp.json", text.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, fixture.refresh().timestamp().version());
    }

    @Test
    void countsBadAndEmptySignaturesForNothing() throws Exception {
        Signed<Timestamp> good = repository.publishTimestamp();
        for (String sig : List.of("", "zz", "00", "0".repeat(128))) {
            String bad = text(good.bytes()).replaceFirst("\"sig\":\"[0-9a-f]+\"", "\"sig\":\"" + sig + "\"");
            repository.served.put("timestamp.json", bad.getBytes(StandardCharsets.UTF_8));
            fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
        }
    }

    @Test
    void refusesARepeatedSignature() throws Exception {
        Signed<Timestamp> good = repository.publishTimestamp();
        String twice = text(good.bytes()).replaceFirst("\\[(\\{[^}]*\\})\\]", "[$1,$1]");
        repository.served.put("timestamp.json", twice.getBytes(StandardCharsets.UTF_8));
        fixture.assertRefused(MALFORMED, "timestamp");
    }

    @Test
    void refusesARollback() throws Exception {
        byte[] old = repository.served.get("timestamp.json");
        repository.publishTimestamp();
        fixture.refresh();
        repository.served.put("timestamp.json", old);
        fixture.assertRefused(ROLLBACK, "timestamp");
        assertEquals("timestamp.json", repository.requests.get(repository.requests.size() - 1));
    }

    @Test
    void refusesOneThatNamesAnOlderSnapshot() throws Exception {
        repository.publish();
        fixture.refresh();
        repository.role(RoleType.SNAPSHOT).version = 1;
        repository.publishTimestamp();
        fixture.assertRefused(ROLLBACK, "timestamp");
    }

    @Test
    void keepsTheCachedOneAndReportsEquivocation() throws Exception {
        fixture.refresh();
        byte[] cached = fixture.store.files.get("timestamp");
        timestamp.version--;
        timestamp.expires = timestamp.expires.plusSeconds(1);
        repository.publishTimestamp();
        assertEquals(1, fixture.refresh().timestamp().version());
        assertEquals(List.of("equivocation timestamp"), fixture.observed);
        assertArrayEquals(cached, fixture.store.files.get("timestamp"));
    }

    @Test
    void refusesAnExpiredOne() throws Exception {
        timestamp.expires = RepositorySimulator.NOW;
        repository.publishTimestamp();
        fixture.assertRefused(FREEZE, "timestamp");
    }

    @Test
    void refusesTheCachedOneServedOnPastItsExpiry() throws Exception {
        fixture.refresh();
        fixture.now = fixture.now.plus(Duration.ofDays(2));
        repository.roles.values().forEach(role -> role.expires = fixture.now.plusSeconds(1));
        repository.publishRoot();
        fixture.assertPartlyRefused(FREEZE, "timestamp", Optional.empty());
        repository.publish();
        assertEquals(2, fixture.refresh().timestamp().version());
    }

    @Test
    void refusesAnExpiredCachedOneAsTheBaseOfARollback() throws Exception {
        byte[] old = repository.served.get("timestamp.json");
        repository.publishTimestamp();
        fixture.refresh();
        fixture.now = fixture.now.plus(Duration.ofDays(2));
        repository.role(RoleType.ROOT).expires = fixture.now.plusSeconds(1);
        repository.publishRoot();
        repository.served.put("timestamp.json", old);
        fixture.assertPartlyRefused(ROLLBACK, "timestamp", Optional.empty());
    }

    @Test
    void refusesEndlessData() {
        repository.served.put("timestamp.json", new byte[(64 << 10) + 1]);
        fixture.assertRefused(ENDLESS_DATA, "timestamp.json");
    }

    @Test
    void failsWithoutOne() {
        repository.served.remove("timestamp.json");
        assertThrows(FetchException.class, fixture::refresh);
    }

    @Test
    void passesOverJunkSignaturesAndKeepsThem() throws Exception {
        Signed<Timestamp> good = repository.publishTimestamp();
        StringBuilder junk = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            junk.append("{\"keyid\":\"").append(i).append("\",\"sig\":\"00\"},");
        }
        byte[] padded = text(good.bytes()).replace("\"signatures\":[", "\"signatures\":[" + junk)
                .getBytes(StandardCharsets.UTF_8);
        repository.served.put("timestamp.json", padded);
        assertEquals(2, fixture.refresh().timestamp().version());
        assertArrayEquals(padded, fixture.store.files.get("timestamp"), "kept byte for byte");
    }

    @Test
    void acceptsTrailingWhiteSpaceAndKeepsIt() throws Exception {
        byte[] bytes = repository.served.get("timestamp.json");
        byte[] padded = Arrays.copyOf(bytes, bytes.length + 2);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
        repository.served.put("timestamp.json", padded);
        fixture.refresh();
        assertArrayEquals(padded, fixture.store.files.get("timestamp"));
    }

    private static String signature(Signed<?> file, Signer signer) {
        return HexFormat.of().formatHex(file.findSignature(signer.key().id()).orElseThrow());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
