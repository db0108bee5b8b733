// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.suture.tuf.json.MalformedException;

class SwapNoteTest {
    @Test
    void survivesTheWay() throws MalformedException {
        SwapNote note = new SwapNote("1.10.0", Duration.ofMillis(19), List.of("it took longer than \"250 ms\""));
        assertEquals(note, SwapNote.read(note.write()));
    }

    @Test
    void refusesWhatIsNoNote() {
        assertThrows(MalformedException.class, () -> SwapNote.read("Exception in thread main"));
        assertThrows(MalformedException.class, () -> SwapNote.read("{\"version\":\"1.9.0\"}"));
    }
}
