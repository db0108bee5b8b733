// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import dev.suture.fuzz.FuzzTargets;

class FuzzTest extends FuzzTargets {
    FuzzTest() {
        target("target-path", FuzzTest::path).sample(text("gateway/5.2.0/27/patch.json"))
                .sample(text("gateway/5.2.0/base.json"));
    }

    /** A patch has one path. */
    private static void path(byte[] input) {
        String path = new String(input, StandardCharsets.UTF_8);
        Self self = new Self("gateway", "5.2.0", "gw-1");
        self.findPatch(path).ifPresent(patch -> assertEquals(path, self.path(patch.level())));
    }
}
