// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.suture.anchor.Setback;
import dev.suture.anchor.Setback.Cause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTest {
    private static final String MACHINE = "0f-1";
    @TempDir
    Path root;

    static Stream<Current> all() {
        Current confirmed = Current.first(1);
        return Stream.of(confirmed, confirmed.withTrial(2),
                confirmed.with(Trial.begin(2).booted("00ff-1")),
                confirmed.with(Trial.begin(2).booted("a").seenFrom("b")),
                confirmed.withTrial(2).withConfirmed(2), confirmed.withTrial(2).withoutTrial(),
                confirmed.withTrial(2).withoutTrial(Cause.DIED), confirmed.withTrial(2).withoutTrial(Cause.CUT),
                confirmed.withConfirmed(2).fallenBack().orElseThrow(),
                new Current(999_999_999,
                        Optional.of(new Trial(999_999_999, 999_999_999, 999_999_999, Optional.empty())),
                        OptionalInt.of(0), Optional.of(new Setback(999_999_999, Cause.DAMAGED))));
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
            "{\"format\":2,\"confirmed\":1,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n",
            "{\"format\":1,\"confirmed\":-1,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n",
            "{\"format\":1,\"confirmed\":1234567890,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n",
            "{\"format\":1,\"confirmed\":null,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n",
            "{\"format\":1, \"confirmed\":1,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n",
            "{\"format\":1,\"confirmed\":1,\"trial\":null,\"attempts\":0,\"cuts\":0,\"boot\":null,\"previous\":null,\"setback\":null}\n\n"})
    void whatTheAnchorDidNotWriteIsDamage(String text) throws Exception {
        Files.writeString(root.resolve("current.json"), text);
        assertThrows(DamagedException.class, () -> new CurrentFile(root).read());
        assertThrows(DamagedException.class, () -> BootChoice.decide(root, MACHINE));
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
