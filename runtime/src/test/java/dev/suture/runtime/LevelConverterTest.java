// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.suture.patch.PatchLevel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

class LevelConverterTest {
    @ParameterizedTest
    @CsvSource({"base, 0", "BASE, 0", "0, 0", "a, 1", "(a), 1", "Z, 26", "(aa), 27", "zz, 702", "12, 12", "9999, 9999"})
    void readsWhatPeopleWrite(String text, int number) {
        assertEquals(new PatchLevel(number), new LevelConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "10000", "zzz", "a1", "ä", "b c", "base1", "5.2.0"})
    void refusesTheRest(String text) {
        assertThrows(TypeConversionException.class, () -> new LevelConverter().convert(text));
    }
}
