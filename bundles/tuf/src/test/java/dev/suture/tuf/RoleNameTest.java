// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"patches-p patches-p", "../x ..%2Fx", "/x %2Fx", "a/b a%2Fb", "? %3F", ". .",
            "a%2Fb a%252Fb", "ü %C3%BC", "𝄞 %F0%9D%84%9E", "a~b_c a~b_c", "..\\x ..%5Cx"})
    void isHarmlessInItsEncodedForm(String name, String encoded) {
        assertEquals(encoded, new RoleName(name).encoded());
        assertEquals(encoded, new RoleName(name).stem());
    }

    @Test
    void mayHaveControlCharacters() {
        assertEquals("%00%0A%20", new RoleName("\0\n ").encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "timestamp", "snapshot", "targets"})
    void cannotBeThatOfATopLevelRole(String name) {
        assertThrows(IllegalArgumentException.class, () -> new RoleName(name));
    }

    @Test
    void fitsAFileSystemHoweverLongItIs() {
        String long1 = "ü".repeat(RoleName.MAX_LENGTH);
        String long2 = long1.replaceFirst("ü", "v");
        assertTrue(new RoleName(long1).stem().length() <= 200);
        assertTrue(new RoleName(long1).stem().matches("%%[0-9a-f]{64}"));
        assertNotEquals(new RoleName(long1).stem(), new RoleName(long2).stem());
        assertEquals("%25%25", new RoleName("%%").stem());
        assertThrows(IllegalArgumentException.class, () -> new RoleName(long1 + "x"));
    }
}
