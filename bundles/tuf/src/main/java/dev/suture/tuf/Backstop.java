// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The least versions that come with the updater itself: what its publisher had published when it was built. It holds where the device
 * has lost all that it remembered, and is dropped where versions of a {@link Floor} are: once keys of the timestamp or snapshot role
 * were rotated after it was made (TUF 5.3.11). Immutable.
 *
 * @param rootVersion of the root of that time; 0 for none
 * @param versions the least version of each other role
 */
public record Backstop(long rootVersion, Map<String, Long> versions) {
    /** Of an updater that comes without. */
    public static final Backstop NONE = new Backstop(0, Map.of());

    private static final int MAX_LENGTH = 4096;
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9][a-z0-9._-]{0,79})=([1-9][0-9]{0,14})");

    /** Copies the map. */
    public Backstop {
        versions = Map.copyOf(versions);
    }

    /**
     * Reads roles and versions, the root's among them: {@code root=3, timestamp=120, snapshot=60, targets=2}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Backstop parse(String text) {
        Map<String, Long> versions = new HashMap<>();
        for (String entry : text.substring(0, Math.min(text.length(), MAX_LENGTH + 1)).split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (text.length() > MAX_LENGTH || !matcher.matches()
                    || versions.put(matcher.group(1), Long.valueOf(matcher.group(2))) != null) {
                throw new IllegalArgumentException(
                        "least versions: not a list of roles and versions, such as root=3, timestamp=120");
            }
        }
        long root = Optional.ofNullable(versions.remove(RoleType.ROOT.type()))
                .orElseThrow(() -> new IllegalArgumentException("least versions: without that of root"));
        return new Backstop(root, versions);
    }

    /** @throws VerificationException if the newest root that is to be had is older */
    void requireRoot(Signed<Root> root) throws VerificationException {
        if (root.content().version() < rootVersion) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.ROOT.type(), "version "
                    + root.content().version() + ", but the updater comes from a time of version " + rootVersion);
        }
    }

    /** The floor that is under this one as well, if no rotation since speaks against it. */
    Floor under(Floor floor) {
        return floor.rotated() <= rootVersion ? floor.withLeast(versions) : floor;
    }
}
