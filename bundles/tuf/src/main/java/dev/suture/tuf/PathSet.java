// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** Which target paths a role is trusted with (TUF §4.5): by patterns, or by the digests of the paths. Immutable. */
public sealed interface PathSet permits PathSet.Patterns, PathSet.HashPrefixes {
    /** Whether this path is one of them. */
    boolean contains(String path);

    /** Adds the field that says so to a role. */
    void addTo(JsonObject role);

    /** The paths that match one of these patterns. */
    static PathSet of(String... patterns) {
        return new Patterns(List.of(patterns).stream().map(PathPattern::new).toList());
    }

    /** Reads the one of the two fields that a role has. */
    static PathSet read(Fields fields) throws MalformedException {
        if (fields.has(Patterns.FIELD) == fields.has(HashPrefixes.FIELD)) {
            throw fields.wrong(Patterns.FIELD, "there beside 'path_hash_prefixes', or neither is");
        }
        if (fields.has(Patterns.FIELD)) {
            return new Patterns(fields.strings(Patterns.FIELD).stream().map(PathPattern::new).toList());
        }
        List<String> prefixes = fields.strings(HashPrefixes.FIELD);
        if (!HashPrefixes.areWellFormed(prefixes)) {
            throw fields.wrong(HashPrefixes.FIELD, "not a list of 1 to 64 hexadecimal digits each");
        }
        return new HashPrefixes(prefixes);
    }

    /**
     * {@code paths}.
     *
     * @param patterns one of which has to match
     */
    record Patterns(List<PathPattern> patterns) implements PathSet {
        private static final String FIELD = "paths";

        /** Copies the list. */
        public Patterns {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean contains(String path) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(path));
        }

        @Override
        public void addTo(JsonObject role) {
            JsonArray list = new JsonArray();
            patterns.forEach(pattern -> list.add(pattern.pattern()));
            role.add(FIELD, list);
        }
    }

    /**
     * {@code path_hash_prefixes}.
     *
     * @param prefixes with one of which the SHA-256 of the path, in lower-case hexadecimal, has to begin
     */
    record HashPrefixes(List<String> prefixes) implements PathSet {
        private static final String FIELD = "path_hash_prefixes";
        private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{1,64}");

        /** @throws IllegalArgumentException if one is not 1 to 64 hexadecimal digits */
        public HashPrefixes {
            prefixes = List.copyOf(prefixes);
            if (!areWellFormed(prefixes)) {
                throw new IllegalArgumentException("a prefix of a SHA-256 has 1 to 64 hexadecimal digits");
            }
        }

        private static boolean areWellFormed(List<String> prefixes) {
            return prefixes.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches());
        }

        @Override
        public boolean contains(String path) {
            String digest = Hashing.sha256(path.getBytes(StandardCharsets.UTF_8));
            return prefixes.stream().anyMatch(digest::startsWith);
        }

        @Override
        public void addTo(JsonObject role) {
            JsonArray list = new JsonArray();
            prefixes.forEach(list::add);
            role.add(FIELD, list);
        }
    }
}
