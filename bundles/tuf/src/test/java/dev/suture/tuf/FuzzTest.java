// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.patch.Digest;
import dev.suture.tuf.FloorFormat.Numbered;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.VerificationException;

class FuzzTest extends FuzzTargets {
    FuzzTest() throws MalformedException {
        RepositorySimulator repository = new RepositorySimulator();
        repository.targets.put("p/1/1/patch.json", new TargetFile(1, Hashes.of(new byte[1])));
        repository.furtherMeta.put("x.json", new MetaFile(7, Optional.empty(), Optional.empty()));
        repository.publish();
        byte[] plain = repository.served.get("2.targets.json");
        repository.delegate("targets", "patches", "p/*/[1-9]/patch.json");
        repository.publish();
        target("root", input -> signed(RoleType.ROOT, input, repository.root()), VerificationException.class)
                .sample(repository.served.get("1.root.json"));
        target("timestamp", input -> signed(RoleType.TIMESTAMP, input, repository.root()), VerificationException.class)
                .sample(repository.served.get("timestamp.json"));
        target("snapshot", input -> signed(RoleType.SNAPSHOT, input, repository.root()), VerificationException.class)
                .sample(repository.served.get("2.snapshot.json"));
        target("targets", input -> signed(RoleType.TARGETS, input, repository.root()), VerificationException.class)
                .sample(plain).sample(repository.served.get("3.targets.json"));
        SecureRandom random = new SecureRandom();
        target("key", FuzzTest::key, MalformedException.class).sample(keyAndSignature(repository.newKey()))
                .sample(keyAndSignature(EcdsaPrivateKey.generate(random)))
                .sample(keyAndSignature(MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, random)))
                .sample(keyAndSignature(Interop.key("rsa", RsaKey.SCHEME, Interop.pem("rsa-2048")), new byte[256]));
        target("floor", FuzzTest::floor, MalformedException.class)
                .sample(line(FloorFormat.write(new Numbered(7, new Floor(3, Optional.of(new Digest("1".repeat(64))), 2,
                        Map.of("timestamp", 9L), Optional.of(Instant.EPOCH))))))
                .found("a digest that is none",
                        text("{\"format\":1,\"number\":1,\"root\":{\"version\":1,\"digest\":\"x\"},"
                                + "\"rotated\":0,\"versions\":{}}"));
        target("path-pattern", FuzzTest::pattern).sample(text("a/[!b-c]*?/]x[\na/dee/]x["));
    }

    /** The bytes are kept as they are, what they say can be written, and nobody has signed it if it is not as it was. */
    private static <T extends Metadata> void signed(RoleType<T> type, byte[] input, Root root)
            throws VerificationException {
        Signed<T> file = Signed.read(type, input);
        assertArrayEquals(input, file.bytes());
        assertEquals(file.content(), Signed.sign(type, file.content(), List.of()).content());
        if (file.content() instanceof Root itself) {
            verify(itself, file);
        }
        verify(root, file);
    }

    private static void verify(Root root, Signed<?> file) {
        for (String role : root.roles().keySet()) {
            try {
                root.verify(role, file);
            } catch (VerificationException e) {
                continue; // what nearly all of them are
            }
        }
    }

    /** A key that is read has one identity, and whatever is said to be its signature is one or none. */
    private static void key(byte[] input) throws MalformedException {
        Fields fields = Fields.of("input", StrictJson.parse("input", input, 1 << 16));
        Key key = Key.read("input", fields.raw("key"));
        assertEquals(key.id(), Key.read("again", key.json()).id());
        assertEquals(key.material(), Key.read("again", key.json()).material());
        key.verifies(new byte[0], Hex.find(fields.string("sig")).orElse(new byte[0]));
    }

    private static byte[] keyAndSignature(Signer signer) {
        return keyAndSignature(signer.key(), signer.sign(new byte[0]));
    }

    private static byte[] keyAndSignature(Key key, byte[] signature) {
        JsonObject json = new JsonObject();
        json.add("key", key.json());
        json.addProperty("sig", HexFormat.of().formatHex(signature));
        return StrictJson.write(json);
    }

    /** With the checksum, which no fuzzing would guess. */
    private static void floor(byte[] input) throws MalformedException {
        String line = new String(input, StandardCharsets.UTF_8);
        Numbered read = FloorFormat.read(
                text(line + "\n" + Hashing.sha256(line.getBytes(StandardCharsets.UTF_8)) + "\n"));
        assertEquals(read, FloorFormat.read(FloorFormat.write(read)));
    }

    private static byte[] line(byte[] floor) {
        return text(new String(floor, StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    }

    /** A pattern and a path, a line each: whatever it is, the one matches the other or not, and soon. */
    private static void pattern(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        new PathPattern(lines[0]).matches(lines[lines.length - 1]);
    }
}
