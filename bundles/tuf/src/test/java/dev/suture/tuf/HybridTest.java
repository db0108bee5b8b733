// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static dev.suture.verify.VerificationException.Attack.ARBITRARY_CONTENT;
import static dev.suture.verify.VerificationException.Attack.MALFORMED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.RepositorySimulator.RoleState;
import dev.suture.verify.VerificationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code x-suture-min}: three persons, each with a classical and an ML-DSA key, of whom two must sign. */
class HybridTest {
    /** One person's two keys. */
    private record Person(Signer classical, Signer pq) {
        List<Signer> both() {
            return List.of(classical, pq);
        }
    }

    private final ClientFixture fixture = new ClientFixture();
    private final RepositorySimulator repository = fixture.repository;
    private final RoleState root = repository.role(RoleType.ROOT);
    private final RoleState targets = repository.role(RoleType.TARGETS);
    private final Person ann = person(1);
    private final Person bob = person(2);
    private final Person cid = person(3);
    private final List<Person> all = List.of(ann, bob, cid);

    private Person person(int number) {
        byte[] seed = ByteBuffer.allocate(32).putInt(28, number).array();
        return new Person(repository.newKey(), MlDsaPrivateKey.of(MlDsa.ML_DSA_65, seed));
    }

    @BeforeEach
    void becomeHybrid() throws Exception {
        List<Signer> old = List.copyOf(root.keys);
        for (RoleState role : List.of(root, targets)) {
            role.keys.clear();
            role.signers.clear();
            all.forEach(person -> role.keys.addAll(person.both()));
            role.threshold = 4;
            role.minimum = Optional.of(Minimum.of(2));
        }
        root.signers.addAll(old);
        root.signers.addAll(root.keys);
        repository.publishRoot();
        targets.signers.addAll(targets.keys);
        repository.publish();
        assertEquals(2, fixture.refresh().root().version());
    }

    @Test
    void anyTwoPersonsAreEnough() throws Exception {
        for (List<Person> two : List.of(List.of(ann, bob), List.of(bob, cid), List.of(cid, ann))) {
            sign(root, two.get(0).both(), two.get(1).both());
            repository.publishRoot();
            sign(targets, two.get(0).both(), two.get(1).both());
            repository.publish();
            assertEquals(root.version, fixture.refresh().root().version());
        }
    }

    @Test
    void onePersonHybridRefused() throws Exception {
        sign(targets, ann.both(), List.of());
        repository.publish();
        refused("2 of 4 keys");
    }

    /** With a threshold of 2 alone, one person's two keys would be two signatures. */
    @Test
    void onePersonHybridRefusedByTheMinimumAlone() throws Exception {
        targets.threshold = 2;
        repository.publishRoot();
        sign(targets, ann.both(), List.of());
        repository.publish();
        refused("1 of 2 post-quantum keys");
    }

    @Test
    void whoBreaksOneClassIsRefused() throws Exception {
        targets.threshold = 3;
        repository.publishRoot();
        sign(targets, List.of(ann.classical, bob.classical, cid.classical), List.of(ann.pq));
        repository.publish();
        refused("1 of 2 post-quantum keys");
        sign(targets, List.of(ann.pq, bob.pq, cid.pq), List.of(ann.classical));
        repository.publish();
        refused("1 of 2 classical keys");
    }

    /** The last root's threshold is met, and all that the new one still asks for; the last root's minimum is not. */
    @Test
    void policyStripRefused() throws Exception {
        root.minimum = Optional.empty();
        root.threshold = 1;
        sign(root, List.of(ann.classical, bob.classical, cid.classical), List.of(ann.pq));
        repository.publishRoot();
        VerificationException refusal = fixture.assertRefused(ARBITRARY_CONTENT, "root");
        assertTrue(refusal.getMessage().contains("1 of 2 post-quantum keys"), refusal.getMessage());
        assertEquals(2, fixture.store.version(RoleType.ROOT));
    }

    @Test
    void aNewRootSatisfiesItsOwnMinimumToo() throws Exception {
        Person dee = person(4);
        Person eve = person(5);
        root.keys.removeAll(List.of(ann.pq, bob.pq));
        root.keys.addAll(List.of(dee.pq, eve.pq));
        List<Signer> enoughForTheLast = List.of(ann.classical, ann.pq, bob.classical, bob.pq, cid.classical);
        sign(root, enoughForTheLast, List.of(dee.pq));
        repository.publishRoot();
        VerificationException refusal = fixture.assertRefused(ARBITRARY_CONTENT, "root");
        assertTrue(refusal.getMessage().contains("1 of 2 post-quantum keys"), refusal.getMessage());
        root.version--;
        sign(root, enoughForTheLast, List.of(dee.pq, eve.pq));
        repository.publishRoot();
        assertEquals(3, fixture.refresh().root().version());
    }

    @Test
    void countsOneKeyOnceHoweverItIsWritten() throws Exception {
        JsonObject json = ann.pq.key().json();
        JsonObject value = json.getAsJsonObject("keyval");
        value.addProperty("public", value.get("public").getAsString().replace("\n", "\r\n"));
        Signer twin = as(Key.read("key", json), ann.pq);
        targets.keys.add(twin);
        targets.threshold = 3;
        repository.publishRoot();
        sign(targets, List.of(ann.pq, twin), List.of(ann.classical, bob.classical));
        repository.publish();
        refused("1 of 2 post-quantum keys");
    }

    @Test
    void aMinimumNobodyCanReachMakesTheRoleUnusableAndNotTheRoot() throws Exception {
        targets.minimum = Optional.of(new Minimum(0, 4));
        repository.publishRoot();
        sign(targets, ann.both(), List.of(bob.classical, bob.pq, cid.classical, cid.pq));
        repository.publish();
        refused("3 of 4 post-quantum keys");
        assertEquals(3, fixture.store.version(RoleType.ROOT));
    }

    @Test
    void withoutOneItIsPlainTuf() throws Exception {
        targets.minimum = Optional.empty();
        targets.threshold = 2;
        repository.publishRoot();
        sign(targets, ann.both(), List.of());
        repository.publish();
        assertEquals(3, fixture.refresh().root().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "2", "[]", "true", "\"2\"", "{}", "{\"classical\":2}", "{\"pq\":2}",
            "{\"classical\":0,\"pq\":0}", "{\"classical\":-1,\"pq\":2}", "{\"classical\":2,\"pq\":-2}",
            "{\"classical\":2,\"pq\":2.5}", "{\"classical\":2,\"pq\":\"2\"}", "{\"classical\":2,\"pq\":2147483648}",
            "{\"classical\":2,\"pq\":2,\"hash\":1}", "{\"classical\":2,\"PQ\":2}",
            "{\"classical\":2,\"pq\":2,\"pq\":2}"})
    void refusesAMinimumThatIsNone(String minimum) throws Exception {
        String text = new String(repository.served.get("2.root.json"), StandardCharsets.UTF_8);
        String changed = text.replace("{\"classical\":2,\"pq\":2}", minimum);
        assertTrue(!changed.equals(text), "the test changes something");
        VerificationException refusal = assertThrows(VerificationException.class,
                () -> Signed.read(RoleType.ROOT, changed.getBytes(StandardCharsets.UTF_8)));
        assertEquals(MALFORMED, refusal.attack());
    }

    @Test
    void readsWhatItWrote() throws Exception {
        Root read = Signed.read(RoleType.ROOT, repository.served.get("2.root.json")).content();
        assertEquals(repository.root().roles(), read.roles());
        assertThrows(IllegalArgumentException.class, () -> new Minimum(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Minimum(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Minimum(1, -1));
        Role half = new Role(List.of(), 1, Optional.of(new Minimum(0, 1)));
        assertEquals(Optional.empty(), half.findLack(List.of(ann.pq.key())));
    }

    private void refused(String why) {
        VerificationException refusal = fixture.assertPartlyRefused(ARBITRARY_CONTENT, "targets", Optional.empty());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private static void sign(RoleState role, List<Signer> some, List<Signer> others) {
        role.signers.clear();
        role.signers.addAll(some);
        role.signers.addAll(others);
    }

    private static Signer as(Key key, Signer signer) {
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
}
