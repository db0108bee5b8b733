// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.suture.patch.Digest;

/**
 * Where a device stands in the rollouts of one patch: the first 8 bytes of SHA-256(device id, 0x00, digest of the patch), as
 * a fraction of all there are. Each patch is another draw, so that nobody is the canary of all.
 *
 * @param fraction from 0 to less than 1
 */
public record Place(double fraction) {
    private static final double UNIT = 0x1p-53;
    private static final int SPARE_BITS = 11;

    /** @throws IllegalArgumentException if it is outside 0 to less than 1 */
    public Place {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("a place is from 0 to less than 1");
        }
    }

    /** The place of a device. */
    public static Place of(String device, Digest patch) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(device.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            byte[] drawn = sha256.digest(HexFormat.of().parseHex(patch.hex()));
            return new Place((ByteBuffer.wrap(drawn).getLong() >>> SPARE_BITS) * UNIT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether it is among the first so many percent. */
    public boolean isWithin(double percent) {
        return fraction * 100 < percent;
    }
}
