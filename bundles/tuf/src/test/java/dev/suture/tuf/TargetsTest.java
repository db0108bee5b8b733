// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.FREEZE;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static dev.suture.verify.VerificationException.Attack.MIX_AND_MATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TUF 5.6. */
class TargetsTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;

    @BeforeEach
    void refreshOnce() throws Exception {
        fixture.refresh();
        repository.targets.put("p/1/1/patch.json", TargetFile.of(CONTENT));
    }

    @Test
    void listsFiles() throws Exception {
        repository.publish();
        Targets targets = fixture.refresh().targets();
        assertTrue(targets.find("p/1/1/patch.json").orElseThrow().matches(CONTENT));
        assertTrue(targets.find("p/1/2/patch.json").isEmpty());
    }

    @Test
    void refusesOneOfTwoSignatures() throws Exception {
        repository.role(RoleType.TARGETS).signers.remove(0);
        repository.publish();
        assertRefused(ARBITRARY_CONTENT);
    }

    @Test
    void refusesBytesThatAreNotListed() throws Exception {
        repository.publish();
        repository.targets.clear();
        repository.publishTargets();
        repository.served.put("2.targets.json", repository.served.get("3.targets.json"));
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesAnotherVersionWhereNoHashIsListed() throws Exception {
        repository.lists = false;
        repository.publish();
        repository.publishTargets();
        repository.served.put("2.targets.json", repository.served.get("3.targets.json"));
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesAnotherRole() throws Exception {
        repository.lists = false;
        repository.publish();
        repository.served.put("2.targets.json", repository.served.get("2.snapshot.json"));
        assertRefused(MALFORMED);
    }

    @Test
    void refusesAnotherContentUnderTheSameVersion() throws Exception {
        repository.role(RoleType.TARGETS).version--;
        repository.publish();
        assertRefused(MIX_AND_MATCH);
    }

    @Test
    void refusesExpiredOnes() throws Exception {
        repository.role(RoleType.TARGETS).expires = RepositorySimulator.NOW;
        repository.publish();
        assertRefused(FREEZE);
    }

    @Test
    void failsWithoutThem() {
        repository.publish();
        repository.served.remove("2.targets.json");
        assertThrows(FetchException.class, fixture::refresh);
    }

    @Test
    void signsOverUnknownFieldsOfDelegations() throws Exception {
        repository.publish();
        JsonObject delegations = new JsonObject();
        delegations.add("roles", new JsonArray());
        JsonObject signed = new Targets(repository.header(RoleType.TARGETS), Map.of()).toJson();
        delegations.add("keys", new JsonObject());
        delegations.addProperty("unknown", "field");
        signed.add("delegations", delegations);
        byte[] bytes = sign(signed);
        Signed<Targets> targets = Signed.read(RoleType.TARGETS, bytes);
        repository.root().verify("targets", targets);
        assertTrue(new String(targets.canonical(), StandardCharsets.UTF_8).contains("unknown"));
    }

    @Test
    void wantsEveryKnownHashToBeRightAndOneToBeKnown() {
        String sha256 = Hashing.hex("SHA-256", CONTENT);
        String sha512 = Hashing.hex("SHA-512", CONTENT);
        assertTrue(new Hashes(Map.of("sha256", sha256, "sha512", sha512, "other", "00")).match(CONTENT));
        assertTrue(new Hashes(Map.of("sha512", sha512)).match(CONTENT));
        assertFalse(new Hashes(Map.of("sha256", sha256, "sha512", sha512.replace('0', '1'))).match(CONTENT));
        assertFalse(new Hashes(Map.of("other", sha256)).match(CONTENT));
        assertFalse(new Hashes(Map.of("sha256", sha256)).match(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new Hashes(Map.of()));
        assertEquals(sha256, Hashes.of(CONTENT).findSha256().orElseThrow().hex());
    }

    private byte[] sign(JsonObject signed) {
        JsonArray signatures = new JsonArray();
        for (Signer signer : repository.role(RoleType.TARGETS).signers) {
            JsonObject entry = new JsonObject();
            entry.addProperty("keyid", signer.key().id());
            entry.addProperty("sig", HexFormat.of().formatHex(signer.sign(CanonicalJson.encode(signed))));
            signatures.add(entry);
        }
        JsonObject envelope = new JsonObject();
        envelope.add("signed", signed);
        envelope.add("signatures", signatures);
        return StrictJson.writePretty(envelope);
    }

    private void assertRefused(Attack attack) throws Exception {
        byte[] before = fixture.store.files.get("targets");
        fixture.assertPartlyRefused(attack, "targets", Optional.empty());
        assertEquals(before, fixture.store.files.get("targets"));
        assertEquals(List.of("adopted timestamp 2", "adopted snapshot 2"), fixture.observed);
    }
}
