// SPDX-License-Identifier: Apache-2.0
package dev.suture.report;

import java.util.Optional;

import dev.suture.patch.Digest;

/**
 * What a device says it runs; published retained.
 *
 * @param running what runs: base, level, number of the generation
 * @param generation SHA-256 of the generation's description
 * @param phase where it stands
 * @param reason a reason code, e.g. {@code policy}; empty where the phase says all
 * @param bootCount how often the device has booted
 * @param sequence counts up with every state of one boot
 */
public record DeviceState(Running running, Digest generation, Phase phase, Optional<String> reason, long bootCount,
        long sequence) {
    /** What runs. @param level the patch level's number */
    public record Running(String base, int level, int generation) {}
}
