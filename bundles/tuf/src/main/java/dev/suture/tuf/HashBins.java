// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code succinct_roles} (TAP 15): as many roles of equal right as there are values of the first bits of a SHA-256. Each is
 * trusted with the paths whose digest begins with its number, and is terminating.
 *
 * @param role the keys and the threshold of each
 * @param bitLength how many bits: 1 to 32
 * @param namePrefix what each name begins with; behind it come a hyphen and the number in hexadecimal
 */
public record HashBins(Role role, int bitLength, String namePrefix) implements DelegatedRoles {
    static final String FIELD = "succinct_roles";
    private static final int MAX_BITS = 32;
    private static final int MAX_SUFFIX = 9;

    /** @throws IllegalArgumentException if the length is out of range, or the prefix too long for the name of a role */
    public HashBins {
        if (bitLength < 1 || bitLength > MAX_BITS || !isPrefix(namePrefix)) {
            throw new IllegalArgumentException("hash bins have 1 to 32 bits and a name");
        }
    }

    static HashBins read(Fields fields) throws MalformedException {
        Fields bins = fields.object(FIELD);
        String prefix = bins.string("name_prefix");
        if (!isPrefix(prefix)) {
            throw fields.wrong("name_prefix", "too long");
        }
        return new HashBins(Role.read(bins), (int) bins.integer("bit_length", 1, MAX_BITS), prefix);
    }

    private static boolean isPrefix(String text) {
        return text.length() <= RoleName.MAX_LENGTH - MAX_SUFFIX;
    }

    @Override
    public List<Delegation> covering(String path) {
        String digest = Hashing.sha256(path.getBytes(StandardCharsets.UTF_8));
        return List.of(bin(Long.parseLong(digest.substring(0, digits()), 16) >> spareBits()));
    }

    @Override
    public Optional<Delegation> find(RoleName name) {
        String stem = namePrefix + "-";
        String suffix = name.name().startsWith(stem) ? name.name().substring(stem.length()) : "";
        if (suffix.length() != digits() || !suffix.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(suffix, 16)).filter(number -> number < 1L << bitLength).map(this::bin);
    }

    /** As many digits as the highest number has. */
    private int digits() {
        return (bitLength + 3) / 4;
    }

    /** The bits of that many digits that do not count. */
    private int spareBits() {
        return 4 * digits() - bitLength;
    }

    private Delegation bin(long number) {
        List<String> prefixes = LongStream.range(number << spareBits(), number + 1 << spareBits()).mapToObj(this::hex)
                .toList();
        return new Delegation(new RoleName(namePrefix + "-" + hex(number)), role, true,
                new PathSet.HashPrefixes(prefixes));
    }

    private String hex(long number) {
        return String.format(Locale.ROOT, "%0" + digits() + "x", number);
    }

    @Override
    public void addTo(JsonObject delegations) {
        JsonObject json = role.toJson();
        json.addProperty("bit_length", bitLength);
        json.addProperty("name_prefix", namePrefix);
        delegations.add(FIELD, json);
    }
}
