// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.suture.patch.Names;
import dev.suture.runtime.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
    private static final String MACHINE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path temp;

    @Test
    void isTheSameAtEveryCallAndTellsNothingOfTheMachines() throws Exception {
        String id = DeviceId.of(file(MACHINE + "\n"));
        assertEquals(id, DeviceId.of(file(MACHINE)));
        assertEquals(id, Names.name("device", id));
        assertFalse(MACHINE.contains(id.substring(0, 4)), id);
        assertNotEquals(id, DeviceId.of(file("1123456789abcdef0123456789abcdef")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uninitialized", "0123", "00000000000000000000000000000000"})
    void aMachineWithoutAnIdOfItsOwnNeedsOneForTheDevice(String content) throws Exception {
        assertTrue(refused(file(content)).getMessage().contains("say --device"));
        assertTrue(refused(temp.resolve("gone")).getMessage().contains("gone holds no machine id"));
    }

    private static UserError refused(Path file) {
        return assertThrows(UserError.class, () -> DeviceId.of(file));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(temp.resolve("machine-id"), content);
    }
}
