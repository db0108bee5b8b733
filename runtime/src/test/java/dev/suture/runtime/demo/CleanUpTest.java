// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final List<String> log = new ArrayList<>();
    private final CleanUp cleanUp = new CleanUp(log::add);

    @Test
    void endsInReverseOrderAndPastFailures() {
        cleanUp.add(() -> log.add("folder"));
        cleanUp.add(() -> {
            throw new IllegalStateException("stuck");
        });
        cleanUp.add(() -> log.add("process"));
        cleanUp.close();
        cleanUp.close();
        assertEquals(List.of("process", "java.lang.IllegalStateException: stuck", "folder"), log);
    }

    @Test
    void whatComesTooLateGoesAtOnce() {
        cleanUp.close();
        cleanUp.add(() -> log.add("late"));
        assertEquals(List.of("late"), log);
    }
}
