// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ProcessFactsTest {
    private static final String FIELDS = " 1 1 1 0 -1 4 6 4 0 1 4 7 1 2 20 0 54 0 354494 9224744960 31964";

    @Test
    void thisProcessIsAlwaysTheSame() throws IOException {
        long pid = ProcessHandle.current().pid();
        ProcessIdentity identity = ProcessIdentity.find(pid).get();
        assertEquals(pid, identity.pid());
        assertTrue(identity.startTicks() > 0);
        assertEquals(identity, ProcessIdentity.find(pid).get());
    }

    @Test
    void aNameCannotForgeTheStartTime() throws IOException {
        assertEquals(Optional.of(new ProcessIdentity(7, 354494)),
                ProcessIdentity.parse(7, "7 (java) S 1 ) (x) S" + FIELDS));
    }

    @Test
    void theDeadHaveNoIdentity() throws IOException {
        assertEquals(Optional.empty(), ProcessIdentity.parse(7, "7 (java) Z" + FIELDS));
        assertEquals(Optional.empty(), ProcessIdentity.find(Integer.MAX_VALUE));
        assertThrows(IOException.class, () -> ProcessIdentity.parse(7, "7 (java) S 1 2"));
    }

    @Test
    void countsAClassOncePerLoaderAndNotItsNeighbours() {
        String listing = """
                  |  Classes: org.apache.commons.text.StringSubstitutor
                  |           [Lorg.apache.commons.text.StringSubstitutor;
                  |           org.apache.commons.text.StringSubstitutor$Result
                  |           org.apache.commons.text.StringSubstitutorX
                  +-- loader
                  |           org.apache.commons.text.StringSubstitutor
                """;
        assertEquals(2, LoadedClasses.countIn(listing, "org.apache.commons.text.StringSubstitutor"));
    }

    @Test
    void asksALiveJvm() throws IOException, InterruptedException {
        LoadedClasses loaded = new LoadedClasses(ProcessHandle.current().pid());
        assertEquals(1, loaded.count("java.lang.Object"));
        assertEquals(1, loaded.count(LoadedClasses.class.getName()));
        assertEquals(0, loaded.count("no.such.Class"));
    }

    @Test
    void withoutJcmdItSaysWhatToDo() {
        IOException failure = assertThrows(IOException.class,
                () -> new LoadedClasses(Path.of("/no/jcmd"), 1).count("java.lang.Object"));
        assertTrue(failure.getMessage().contains("JDK"), failure.getMessage());
    }
}
