// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** A client between a simulated repository and files in memory. */
final class ClientFixture implements RefreshObserver {
    final RepositorySimulator repository = new RepositorySimulator();
    final MemoryStore store = new MemoryStore(repository.served.get("1.root.json"));
    final List<String> observed = new ArrayList<>();
    Instant now = RepositorySimulator.NOW;

    TrustedView refresh() throws Exception {
        return refresh(Optional.empty());
    }

    TrustedView refresh(Optional<byte[]> pushed) throws Exception {
        repository.requests.clear();
        observed.clear();
        return client().refresh(pushed);
    }

    /** A client that has just refreshed. */
    TufClient refreshed() throws Exception {
        repository.requests.clear();
        observed.clear();
        TufClient client = client();
        client.refresh(Optional.empty());
        return client;
    }

    /** Who lists this path, by a client that has just refreshed. */
    Optional<String> search(String path) throws Exception {
        return refreshed().search(path).map(FoundTarget::role);
    }

    TufClient client() {
        return new TufClient(repository, store, this, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Expects a refusal of this kind that changes nothing on disk, and gives it back. */
    VerificationException assertRefused(Attack attack, String document) {
        return assertRefused(attack, document, Optional.empty());
    }

    VerificationException assertRefused(Attack attack, String document, Optional<byte[]> pushed) {
        Map<String, byte[]> before = new HashMap<>(store.files);
        VerificationException refusal = assertPartlyRefused(attack, document, pushed);
        assertEquals(before, store.files, "a refusal changes no trusted file");
        return refusal;
    }

    /** Expects a refusal of this kind; what was verified before it may have been saved. */
    VerificationException assertPartlyRefused(Attack attack, String document, Optional<byte[]> pushed) {
        VerificationException refusal = assertThrows(VerificationException.class, () -> refresh(pushed));
        assertEquals(attack + " " + document, refusal.attack() + " " + refusal.document(), refusal::getMessage);
        return refusal;
    }

    @Override
    public void adopted(String role, long version) {
        observed.add("adopted " + role + " " + version);
    }

    @Override
    public void equivocation(String role) {
        observed.add("equivocation " + role);
    }

    @Override
    public void discarded(String role, VerificationException why) {
        observed.add("discarded " + role);
    }
}
