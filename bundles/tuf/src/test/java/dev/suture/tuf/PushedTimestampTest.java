// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.ENDLESS_DATA;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A timestamp that came by another way than the source. */
class PushedTimestampTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private byte[] old;

    @BeforeEach
    void refreshOnce() throws Exception {
        old = repository.publishTimestamp().bytes();
        repository.publishTimestamp();
        fixture.refresh();
    }

    @Test
    void standsInForFetchingOne() throws Exception {
        byte[] pushed = repository.publish().bytes();
        fixture.refresh(Optional.of(pushed));
        assertEquals(List.of("2.root.json", "2.snapshot.json", "2.targets.json"), repository.requests);
        assertEquals(4, fixture.store.version(RoleType.TIMESTAMP));
    }

    @Test
    void makesNoRequestIfItsSignatureIsBad() {
        repository.role(RoleType.TIMESTAMP).signers.clear();
        repository.role(RoleType.TIMESTAMP).signers.add(repository.newKey());
        byte[] forged = repository.publish().bytes();
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp", Optional.of(forged));
        assertEquals(List.of(), repository.requests);
    }

    @Test
    void makesNoRequestIfItIsMalformedOrTooLong() {
        fixture.assertRefused(MALFORMED, "timestamp", Optional.of(new byte[0]));
        fixture.assertRefused(MALFORMED, "timestamp", Optional.of(repository.served.get("1.snapshot.json")));
        fixture.assertRefused(ENDLESS_DATA, "timestamp", Optional.of(new byte[(64 << 10) + 1]));
        assertEquals(List.of(), repository.requests);
    }

    @Test
    void asksForNoTimestampIfItIsTheTrustedOneOrOlder() throws Exception {
        for (byte[] pushed : List.of(repository.served.get("timestamp.json"), old)) {
            assertEquals(3, fixture.refresh(Optional.of(pushed)).timestamp().version());
            assertEquals(List.of("2.root.json"), repository.requests);
            assertEquals(List.of(), fixture.observed);
        }
    }

    @Test
    void isReportedIfItContradictsTheTrustedOne() throws Exception {
        repository.role(RoleType.TIMESTAMP).version--;
        repository.role(RoleType.TIMESTAMP).expires = RepositorySimulator.NOW.plusSeconds(7);
        byte[] other = repository.publishTimestamp().bytes();
        fixture.refresh(Optional.of(other));
        assertEquals(List.of("equivocation timestamp"), fixture.observed);
    }

    @Test
    void isOnlyAHintIfItIsExpired() throws Exception {
        repository.role(RoleType.TIMESTAMP).expires = RepositorySimulator.NOW;
        byte[] expired = repository.publishTimestamp().bytes();
        repository.role(RoleType.TIMESTAMP).expires = RepositorySimulator.NOW.plusSeconds(1);
        repository.publish();
        assertEquals(5, fixture.refresh(Optional.of(expired)).timestamp().version());
    }

    @Test
    void isOnlyAHintIfTheTrustedOneIsExpired() throws Exception {
        fixture.now = fixture.now.plus(Duration.ofDays(2));
        repository.roles.values().forEach(role -> role.expires = fixture.now.plusSeconds(1));
        repository.publishRoot();
        repository.publish();
        assertEquals(4, fixture.refresh(Optional.of(old)).timestamp().version());
    }

    @Test
    void isOnlyAHintIfItsKeyWasRevokedMeanwhile() throws Exception {
        byte[] stolen = repository.publishTimestamp().bytes();
        repository.rotate(RoleType.TIMESTAMP);
        repository.publishRoot();
        repository.role(RoleType.TIMESTAMP).version = 0;
        repository.publish();
        assertEquals(1, fixture.refresh(Optional.of(stolen)).timestamp().version());
        assertEquals("discarded pushed timestamp", fixture.observed.get(1));
    }
}
