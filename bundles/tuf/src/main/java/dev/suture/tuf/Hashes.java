// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * The digests of one file, as metadata lists them.
 *
 * @param byAlgorithm hexadecimal digests by algorithm; at least one, not necessarily one that is known here
 */
public record Hashes(Map<String, String> byAlgorithm) {
    private static final String SHA256 = "sha256";
    private static final String SHA512 = "sha512";
    private static final Map<String, String> KNOWN = Map.of(SHA256, "SHA-256", SHA512, "SHA-512");

    /** @throws IllegalArgumentException if there is none */
    public Hashes {
        byAlgorithm = Map.copyOf(byAlgorithm);
        if (byAlgorithm.isEmpty()) {
            throw new IllegalArgumentException("no hash at all");
        }
    }

    /** The SHA-256 of {@code content}, as everything of ours is listed. */
    public static Hashes of(byte[] content) {
        return new Hashes(Map.of(SHA256, Hashing.sha256(content)));
    }

    static Hashes read(Fields fields) throws MalformedException {
        Map<String, String> hashes = new LinkedHashMap<>();
        Fields listed = fields.object("hashes");
        for (String algorithm : listed.members().keySet()) {
            hashes.put(algorithm, listed.string(algorithm));
        }
        if (hashes.isEmpty()) {
            throw fields.wrong("hashes", "empty");
        }
        return new Hashes(hashes);
    }

    /** The SHA-256, if it is listed and well-formed. */
    public Optional<Digest> findSha256() {
        return Optional.ofNullable(byAlgorithm.get(SHA256)).filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(Digest::new);
    }

    /** A well-formed digest of a known algorithm, in hexadecimal; SHA-256 if it is listed. */
    Optional<String> findKnown() {
        Optional<String> sha512 = Optional.ofNullable(byAlgorithm.get(SHA512))
                .filter(hex -> hex.matches("[0-9a-f]{128}"));
        return findSha256().map(Digest::hex).or(() -> sha512);
    }

    /** Whether every hash of a known algorithm is that of {@code content}, and there is one. */
    public boolean match(byte[] content) {
        long right = byAlgorithm.entrySet().stream().filter(hash -> KNOWN.containsKey(hash.getKey()))
                .filter(hash -> Hashing.hex(KNOWN.get(hash.getKey()), content).equals(hash.getValue())).count();
        long known = byAlgorithm.keySet().stream().filter(KNOWN::containsKey).count();
        return known > 0 && right == known;
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        byAlgorithm.keySet().stream().sorted()
                .forEach(algorithm -> json.addProperty(algorithm, byAlgorithm.get(algorithm)));
        return json;
    }
}
