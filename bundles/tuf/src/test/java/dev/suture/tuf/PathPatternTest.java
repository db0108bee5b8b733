// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TUF 4.5. The results are those of Python's fnmatch, segment by segment. */
class PathPatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "targets/*.tgz targets/foo.tgz true",
            "targets/*.tgz targets/foo.txt false",
            "targets/*.tgz targets/a/foo.tgz false",
            "*.tgz targets/foo.tgz false",
            "foo-version-?.tgz foo-version-a.tgz true",
            "foo-version-?.tgz foo-version-alpha.tgz false",
            "foo.tgz foo.tgz true",
            "foo.tgz FOO.tgz false",
            "*/* a false",
            "p/*/*/patch.json p/1/2/patch.json true",
            "p/*/*/patch.json q/1/2/patch.json false",
            "p/*/*/patch.json p/1/2/3/patch.json false",
            "p/*/*/patch.json p/1/2/../patch.json false",
            "p/* p/.. true",
            "p/* p/ true",
            "p/* p false",
            "p/* p//x false",
            "/x x false",
            "*.zip .zip true",
            "a*b*c aXbYbc true",
            "a*b*c aXbYbd false",
            "** x true",
            "? 𝄞 true",
            "?? 𝄞 false",
            "[a-c]x bx true",
            "[!a-c]x bx false",
            "[!a-c]x dx true",
            "[]] ] true",
            "[!]] ] false",
            "[!]] a true",
            "[a [a true",
            "[a-] - true",
            "[-a] - true",
            "[a-c-e] d false",
            "[a-c-e] - true",
            "[z-a] m false",
            "[!z-a] m true",
            "[] [] true",
            "[!] [!] true",
            "[a]] a] true",
            "[*] * true",
            "[*] x false",
            "[!!] ! false",
            "[^a] a true",
            "[^a] b false",
            "*[a-c]? xxby true",
            "\\* \\x true",
            "a[/]b a/b false"})
    void matchesAsShellsDo(String pattern, String path, boolean expected) {
        assertEquals(expected, new PathPattern(pattern).matches(path));
    }

    @Test
    void isNoTrapForTime() {
        PathPattern pattern = new PathPattern("*a".repeat(1000) + "b");
        assertFalse(pattern.matches("a".repeat(4000)));
    }

    /** Each bracket would look for the one that closes it to the very end. */
    @Test
    void isNoTrapForTimeWithBracketsThatNothingCloses() {
        PathPattern pattern = new PathPattern("*" + "[".repeat(4000) + "b");
        assertFalse(pattern.matches("[".repeat(8000)));
    }
}
