// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.RepositorySimulator.RoleState;
import dev.suture.tuf.json.Fields;

import org.junit.jupiter.api.Test;

/** Lists of signatures and of keys that are made to be miscounted. */
class HostileSignaturesTest {
    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private final RoleState timestamp = repository.role(RoleType.TIMESTAMP);
    private final String id = timestamp.keys.get(0).key().id();

    @Test
    void aKeyIdInAnotherCaseCountsForNothing() throws Exception {
        serve(text(repository.publishTimestamp()).replace(id, id.toUpperCase(Locale.ROOT)));
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
    }

    @Test
    void aRolesKeyIdInAnotherCaseNamesNoKey() throws Exception {
        timestamp.threshold = 2;
        withTimestampIds(List.of(id, id.toUpperCase(Locale.ROOT)));
        String signature = "\"sig\":\"" + signature(repository.publishTimestamp()) + "\"}";
        serve(text(repository.publishTimestamp()).replace("\"signatures\":[", "\"signatures\":[{\"keyid\":\""
                + id.toUpperCase(Locale.ROOT) + "\"," + signature + ","));
        fixture.assertPartlyRefused(ARBITRARY_CONTENT, "timestamp", Optional.empty());
    }

    @Test
    void aKeyIdListedNineTimesIsOneKey() throws Exception {
        JsonObject json = new Role(List.of(), 2).toJson();
        for (int i = 0; i < 9; i++) {
            json.getAsJsonArray("keyids").add(id);
        }
        Role nine = Role.read(Fields.of("role", json));
        assertEquals(Optional.of("1 of 2 keys of its role"), nine.findLack(List.of(timestamp.keys.get(0).key())));
        assertEquals(List.of(id), nine.keyIds());
    }

    @Test
    void aRoleWithoutKeysIsSatisfiedByNobody() throws Exception {
        withTimestampIds(List.of());
        repository.publishTimestamp();
        fixture.assertPartlyRefused(ARBITRARY_CONTENT, "timestamp", Optional.empty());
        timestamp.signers.clear();
        repository.publishTimestamp();
        fixture.assertPartlyRefused(ARBITRARY_CONTENT, "timestamp", Optional.empty());
    }

    @Test
    void aKeyOfAnUnknownKindUnderARoleSignsNothing() throws Exception {
        Key unknown = Interop.key("ml-dsa", "ml-dsa-65/2", Interop.pem("ml-dsa-65"));
        Signer poser = new Signer() {
            @Override
            public Key key() {
                return unknown;
            }

            @Override
            public byte[] sign(byte[] message) {
                return new byte[64];
            }
        };
        timestamp.keys.add(poser);
        timestamp.threshold = 2;
        repository.publishRoot();
        timestamp.signers.add(poser);
        repository.publishTimestamp();
        fixture.assertPartlyRefused(ARBITRARY_CONTENT, "timestamp", Optional.empty());
    }

    @Test
    void goodSignaturesOfAnotherVersionCountForNothing() throws Exception {
        Signed<Timestamp> first = repository.publishTimestamp();
        Signed<Timestamp> second = repository.publishTimestamp();
        serve(text(second).replace(signature(second), signature(first)));
        fixture.assertRefused(ARBITRARY_CONTENT, "timestamp");
    }

    /** One parser would verify the first and use the second. */
    @Test
    void twoSignedPartsAreRefused() throws Exception {
        String text = text(repository.publishTimestamp());
        String forged = text.substring(text.indexOf("\"signed\":")).replace("\"version\":2", "\"version\":9");
        serve(text.substring(0, text.length() - 1) + "," + forged);
        fixture.assertRefused(MALFORMED, "timestamp");
        serve(text.substring(0, text.length() - 1) + "," + forged.replace("\"signed\"", "\"\\u0073igned\""));
        fixture.assertRefused(MALFORMED, "timestamp");
    }

    @Test
    void tenThousandJunkSignaturesAreNotLookedAt() throws Exception {
        StringBuilder junk = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            junk.append("{\"keyid\":\"").append(i).append("\",\"sig\":\"00\"},");
        }
        Signed<Root> file = Signed.read(RoleType.ROOT, text(repository.publishRoot()).replace("\"signatures\":[",
                "\"signatures\":[" + junk).getBytes(StandardCharsets.UTF_8));
        Root root = file.content();
        List<String> asked = new ArrayList<>();
        new Delegator() {
            @Override
            public Optional<Role> findRole(String name) {
                return root.findRole(name);
            }

            @Override
            public Optional<Key> findKey(String keyId) {
                asked.add(keyId);
                return root.findKey(keyId);
            }
        }.verify("root", file);
        assertEquals(root.roles().get("root").keyIds(), asked);
        assertEquals(10_001, file.signers().size());
    }

    /** Publishes a root in which the timestamp's role has these ids. */
    private void withTimestampIds(List<String> ids) {
        repository.role(RoleType.ROOT).version++;
        Root plain = repository.root();
        Map<String, Role> roles = new HashMap<>(plain.roles());
        roles.put("timestamp", new Role(ids, timestamp.threshold));
        Root root = new Root(plain.header(), true, plain.keys(), roles);
        repository.served.put(root.version() + ".root.json", repository.sign(RoleType.ROOT, root).bytes());
    }

    private void serve(String text) {
        repository.served.put("timestamp.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(Signed<Timestamp> file) {
        return HexFormat.of().formatHex(file.findSignature(id).orElseThrow());
    }

    private static String text(Signed<?> file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}
