// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.XZInputStream;

import dev.suture.fetch.FetchException;
import dev.suture.notify.Bytes;
import dev.suture.patch.Artifact;
import dev.suture.patch.Patch;
import dev.suture.tuf.MetadataSource;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.Minimum;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.TrustedStore;
import dev.suture.tuf.TufClient;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.json.Fields;
import dev.suture.verify.VerificationException;

/** The no-op, judged by the rules of TUF themselves: right is right, and each flaw is what it says. */
class NoOpTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String PATH = "no-op/1/1/patch.json";
    private final NoOp noOp = NoOp.make(new SecureRandom());

    @ParameterizedTest
    @CsvSource({"1970-01-02T00:00:00Z", "2026-11-24T12:00:00Z", "2120-01-01T00:00:00Z"})
    void theRightOneVerifiesWhateverTheClockSays(Instant now) throws Exception {
        assertEquals(Optional.of(noOp.patch()), listed(Form.RIGHT, now)
                .find(PATH).orElseThrow().hashes().findSha256());
    }

    @ParameterizedTest
    @CsvSource({"FLIPPED,ARBITRARY_CONTENT timestamp", "EXPIRED,FREEZE timestamp",
            "FOREIGN_KEYS,ARBITRARY_CONTENT patches-no-op"})
    void aFlawInTheMetadataIsWhatItSays(Form flaw, String refusal) {
        VerificationException e = assertThrows(VerificationException.class, () -> listed(flaw, NOW));
        assertEquals(refusal, e.attack() + " " + e.document());
    }

    /** One that asks whoever may list the path finds it. */
    @Test
    void aForeignRoleListsItRightlyAndTheProductsOwnDoesNot() throws Exception {
        assertEquals(Optional.empty(), listed(Form.FOREIGN_ROLE, NOW).find(PATH));
        TufClient client = client(Form.FOREIGN_ROLE, NOW);
        client.refresh(Optional.empty());
        assertEquals("patches-other", client.search(PATH).orElseThrow().role());
    }

    private DelegatedTargets listed(Form form, Instant now) throws Exception {
        TufClient client = client(form, now);
        client.refresh(Optional.empty());
        return client.findDelegated("patches-no-op").orElseThrow();
    }

    /** Else an updater that has lost one of the two could be confirmed. */
    @Test
    void everyRoleNeedsAClassicalAndAPostQuantumKey() throws Exception {
        Root root = Signed.read(RoleType.ROOT, noOp.root().toArray()).content();
        root.roles().values().forEach(role -> assertEquals(Optional.of(Minimum.of(1)), role.minimum()));
        assertEquals(Set.of("root", "targets", "snapshot", "timestamp"), root.roles().keySet());
    }

    @Test
    void oneByteOfTheTimestampIsFlipped() {
        byte[] right = file(Form.RIGHT, "metadata/timestamp.json").toArray();
        byte[] flipped = file(Form.FLIPPED, "metadata/timestamp.json").toArray();
        int others = 0;
        for (int i = 0; i < right.length; i++) {
            others += right[i] == flipped[i] ? 0 : 1;
        }
        assertEquals(1, others);
    }

    @Test
    void theContentUnpacksToWhatIsSignedAndTheSpoiltOneIsOther() throws Exception {
        Patch patch = PatchFormat
                .read(file(Form.RIGHT, "targets/no-op/1/1/" + noOp.patch().hex() + ".patch.json").toArray());
        Artifact whole = patch.findWhole(noOp.jar()).orElseThrow();
        String path = "targets/sha256/" + whole.content().hex();
        byte[] jar = new XZInputStream(new ByteArrayInputStream(file(Form.RIGHT, path).toArray())).readAllBytes();
        assertEquals(whole.digest(), Maker.sha256(jar));
        assertNotEquals(file(Form.RIGHT, path), file(Form.SPOILT, path));
    }

    @Test
    void noTwoHaveAKeyInCommon() {
        NoOp other = NoOp.make(new SecureRandom());
        assertNotEquals(noOp.root(), other.root());
        assertThrows(VerificationException.class,
                () -> client(noOp.root(), other.forms().get(Form.RIGHT), NOW).refresh(Optional.empty()));
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        assertEquals(noOp, NoOpFormat.read(Fields.of("no-op", NoOpFormat.write(noOp))));
    }

    private Bytes file(Form form, String path) {
        return noOp.forms().get(form).get(path);
    }

    private TufClient client(Form form, Instant now) {
        return client(noOp.root(), noOp.forms().get(form), now);
    }

    private static TufClient client(Bytes root, Map<String, Bytes> files, Instant now) {
        MetadataSource source = new MetadataSource() {
            @Override
            public Optional<byte[]> find(String fileName, int maxLength) {
                return Optional.ofNullable(files.get("metadata/" + fileName)).map(Bytes::toArray);
            }

            @Override
            public FetchException missing(String fileName) {
                throw new AssertionError(fileName + " is missing");
            }
        };
        return new TufClient(source, new Trusting(root), new Silent(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static final class Trusting implements TrustedStore {
        private final Bytes root;
        private final Map<String, byte[]> files = new HashMap<>();

        Trusting(Bytes root) {
            this.root = root;
        }

        @Override
        public byte[] initialRoot() {
            return root.toArray();
        }

        @Override
        public Optional<byte[]> find(String role) {
            return Optional.ofNullable(files.get(role));
        }

        @Override
        public void save(String role, byte[] bytes) {
            files.put(role, bytes);
        }

        @Override
        public Optional<byte[]> findFloor(Slot slot) {
            return Optional.empty();
        }

        @Override
        public void saveFloor(Slot slot, byte[] bytes) {
            // It trusts nothing for longer than it lasts.
        }

        @Override
        public void delete(String role) {
            files.remove(role);
        }
    }

    private static final class Silent implements RefreshObserver {
        private final Set<String> said = new HashSet<>();

        @Override
        public void adopted(String role, long version) {
            assertTrue(said.add(role + version));
        }

        @Override
        public void equivocation(String role) {
            throw new AssertionError(role);
        }

        @Override
        public void discarded(String role, VerificationException why) {
            throw new AssertionError(role, why);
        }
    }
}
