// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.patch.Artifact;
import dev.suture.stage.StageException;

class FuzzTest extends FuzzTargets {
    private static final byte[] JAR = text("a jar that is all".repeat(300));
    private static final Artifact SIGNED = new Artifact(Jars.digest(JAR), JAR.length, Artifact.Encoding.XZ,
            Optional.empty(), Jars.digest(JAR), 1);

    FuzzTest() {
        target("xz", this::unpack, StageException.class).sample(Jars.pack(JAR));
    }

    /** What unpacks is what was signed; what does not has written little more than that. */
    private void unpack(byte[] input) throws IOException, StageException {
        Parts parts = new Parts(folder(), new RealDisk());
        Path jar = Files.createDirectories(folder().resolve("staging")).resolve(parts.jar(SIGNED).getFileName());
        try {
            new Unpacking(parts, new RealDisk()).unpack(SIGNED, file(input),
                    URI.create("test:xz"), () -> false);
            assertEquals(SIGNED.digest(), Jars.digest(Files.readAllBytes(jar)));
        } finally {
            assertTrue(Files.size(jar) <= JAR.length + (1 << 16));
        }
    }
}
