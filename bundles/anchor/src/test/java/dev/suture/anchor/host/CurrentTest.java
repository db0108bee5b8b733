// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTest {
    @TempDir
    Path root;

    static Stream<Current> all() {
        Current confirmed = Current.first(1);
        return Stream.of(confirmed, confirmed.withTrial(2), confirmed.withTrial(2).withAttemptUsed(),
                confirmed.withTrial(2).withConfirmed(2), confirmed.withTrial(2).withoutTrial(),
                new Current(999_999_999, OptionalInt.of(999_999_999), 0, OptionalInt.of(0)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAsItWasWritten(Current current) throws Exception {
        CurrentFile file = new CurrentFile(root);
        assertFalse(file.exists());
        file.write(current);
        assertTrue(file.exists());
        assertEquals(current, file.read());
        assertEquals(1, root.toFile().list().length, "no temporary file is left");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyCutIsDamage(Current current) {
        String text = current.write();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThrows(DamagedException.class, () -> Current.read(cut), cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n",
            "{\"format\":2,\"confirmed\":1,\"trial\":null,\"attempts\":0,\"previous\":null}\n",
            "{\"format\":1,\"confirmed\":-1,\"trial\":null,\"attempts\":0,\"previous\":null}\n",
            "{\"format\":1,\"confirmed\":1234567890,\"trial\":null,\"attempts\":0,\"previous\":null}\n",
            "{\"format\":1,\"confirmed\":null,\"trial\":null,\"attempts\":0,\"previous\":null}\n",
            "{\"format\":1, \"confirmed\":1,\"trial\":null,\"attempts\":0,\"previous\":null}\n",
            "{\"format\":1,\"confirmed\":1,\"trial\":null,\"attempts\":0,\"previous\":null}\n\n"})
    void whatTheAnchorDidNotWriteIsDamage(String text) throws Exception {
        Files.writeString(root.resolve("current.json"), text);
        assertThrows(DamagedException.class, () -> new CurrentFile(root).read());
        assertThrows(DamagedException.class, () -> BootChoice.decide(root));
    }

    @Test
    void whatIsNotTextOrTooLongIsDamage() throws Exception {
        Path file = root.resolve("current.json");
        Files.write(file, new byte[]{(byte) 0xff, 0, (byte) 0xfe});
        assertThrows(DamagedException.class, () -> new CurrentFile(root).read());
        Files.write(file, " ".repeat(1025).getBytes(StandardCharsets.US_ASCII));
        assertThrows(DamagedException.class, () -> new CurrentFile(root).read());
    }

    @Test
    void servesTheTrialWhileThereIsOne() {
        Current trial = Current.first(1).withTrial(2);
        assertEquals(2, trial.serving());
        assertEquals(1, trial.withoutTrial().serving());
        assertEquals(OptionalInt.of(1), trial.withConfirmed(2).previous());
    }
}
