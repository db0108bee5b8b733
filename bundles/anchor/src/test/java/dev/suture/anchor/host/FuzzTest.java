// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.zip.CRC32;

import dev.suture.anchor.Setback;
import dev.suture.fuzz.FuzzTargets;

class FuzzTest extends FuzzTargets {
    private Optional<Journal> journal = Optional.empty();

    FuzzTest() {
        Current trial = Current.first(1).withConfirmed(2).with(new Trial(3, 1, 4, Optional.of("0b6e-1")));
        target("current", FuzzTest::current, DamagedException.class).sample(text(trial.write()))
                .sample(text(trial.withoutTrial(Setback.Cause.UNWATCHED).write()));
        target("journal", this::journal, DamagedException.class)
                .sample(text("suture-journal 1 script 1 2\nPREPARED\nCLOSED\nSWITCHED\nOPEN\nREVERTED\nCLEAN\n"));
    }

    private static void current(byte[] input) throws DamagedException {
        Current read = Current.read(new String(input, StandardCharsets.UTF_8));
        assertEquals(read, Current.read(read.write()));
    }

    /** As it stands, and with a checksum for each line, which no fuzzing would guess. */
    private void journal(byte[] input) throws IOException {
        read(input);
        StringBuilder lines = new StringBuilder();
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n")) {
            CRC32 crc = new CRC32();
            crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
            lines.append("%08x ".formatted(crc.getValue())).append(line).append('\n');
        }
        read(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void read(byte[] content) throws IOException {
        Journal known = journal.isPresent() ? journal.get() : new Journal(folder());
        journal = Optional.of(known);
        Files.write(folder().resolve("journal").resolve("script.log"), content);
        known.find();
        known.findDecision();
    }
}
