// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.suture.agent.internal.Transitions.Row;
import dev.suture.report.Phase;

class TransitionsTest {
    /** The table once more, phase by phase, so that no row changes unseen: happening, next phase, event, action. */
    private static final Map<Phase, String> EXPECTED = Map.ofEntries(
            Map.entry(Phase.IDLE,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; TRIAL_FOUND>TRIAL switched WATCH; "
                            + "NOTHING>IDLE - REST; FAILURE>FAILED failed REST"),
            Map.entry(Phase.AVAILABLE,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; DEFER>DEFERRED deferred REST; "
                            + "REFUSE>REFUSED refused REST; PROCEED>FETCHING fetching STAGE; WITHDRAWN>REFUSED refused REST; "
                            + "TRIAL_FOUND>TRIAL switched WATCH; FAILURE>FAILED failed REST"),
            Map.entry(Phase.DEFERRED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; DUE>AVAILABLE - ASK_FETCH; "
                            + "DUE_STAGED>STAGED - ASK_ACTIVATE; WITHDRAWN>REFUSED refused REST; "
                            + "TRIAL_FOUND>TRIAL switched WATCH; FAILURE>DEFERRED failed REST"),
            Map.entry(Phase.FETCHING,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; MISFIT>REFUSED refused REST; "
                            + "COMPLETE>STAGED staged ASK_ACTIVATE; WITHDRAWN>REFUSED refused REST; "
                            + "TRIAL_FOUND>TRIAL switched WATCH; FAILURE>FAILED failed REST"),
            Map.entry(Phase.STAGED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; DEFER>DEFERRED deferred REST; "
                            + "REFUSE>REFUSED refused REST; MISFIT>REFUSED refused REST; PROCEED>ACTIVATING activating ACTIVATE; "
                            + "WITHDRAWN>REFUSED refused REST; TRIAL_FOUND>TRIAL switched WATCH; FAILURE>FAILED failed REST"),
            Map.entry(Phase.ACTIVATING,
                    "MISFIT>REFUSED refused REST; UNDONE>FAILED failed REST; FAULT>REVERTED reverted REST; "
                            + "SWITCHED>TRIAL switched WATCH; TRIAL_FOUND>TRIAL switched WATCH; HELD>CONFIRMED confirmed REST; "
                            + "AT_BOOT>ACTIVATING - RELAUNCH; FAILURE>FAILED failed REST"),
            Map.entry(Phase.TRIAL,
                    "TRIAL_FOUND>TRIAL - WATCH; RED>REVERTED reverted REST; RED_AT_BOOT>TRIAL - RELAUNCH; "
                            + "HELD>CONFIRMED confirmed REST; FAILURE>TRIAL failed REST"),
            Map.entry(Phase.CONFIRMED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; TRIAL_FOUND>TRIAL switched WATCH; "
                            + "NOTHING>CONFIRMED - REST; FAILURE>CONFIRMED failed REST"),
            Map.entry(Phase.REVERTED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; TRIAL_FOUND>TRIAL switched WATCH; "
                            + "NOTHING>REVERTED - REST; FAILURE>REVERTED failed REST"),
            Map.entry(Phase.REFUSED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; TRIAL_FOUND>TRIAL switched WATCH; "
                            + "NOTHING>REFUSED - REST; FAILURE>REFUSED failed REST"),
            Map.entry(Phase.FAILED,
                    "REMOVE>ACTIVATING activating TAKE_OFF; OFFERED>AVAILABLE offered ASK_FETCH; WITHDRAWN>REFUSED refused REST; "
                            + "TRIAL_FOUND>TRIAL switched WATCH; NOTHING>IDLE - REST; FAILURE>FAILED failed REST"));

    @ParameterizedTest
    @EnumSource
    void eachPhaseLeadsWhereItShould(Phase phase) {
        Map<Happening, String> expected = new HashMap<>();
        for (String row : EXPECTED.get(phase).split("; ")) {
            expected.put(Happening.valueOf(row.substring(0, row.indexOf('>'))), row);
        }
        for (Happening happening : Happening.values()) {
            if (!expected.containsKey(happening)) {
                assertThrows(IllegalStateException.class, () -> Transitions.get(phase, happening));
                continue;
            }
            Row row = Transitions.get(phase, happening);
            assertEquals(expected.get(happening), happening + ">" + row.to() + " "
                    + row.says().map(step -> step.wireName()).orElse("-") + " " + row.then());
        }
    }

    @Test
    void noRowIsHiddenByAnother() {
        Set<String> seen = new HashSet<>();
        for (Row row : Transitions.rows()) {
            row.in().forEach(phase -> assertTrue(seen.add(phase + " " + row.on()), phase + " " + row.on()));
        }
    }

    @Test
    void whatEndedIsLeftOnlyByAnotherOfferAPersonOrAFoundTrial() {
        for (Row row : Transitions.rows()) {
            boolean leaves = row.in().stream().anyMatch(phase -> phase.isTerminal() && row.to() != phase);
            if (leaves) {
                assertTrue(EnumSet.of(Happening.OFFERED, Happening.REMOVE, Happening.TRIAL_FOUND).contains(row.on()),
                        row.toString());
            }
        }
    }

    @Test
    void everyPhaseTakesAFailureAndHasAWayToResume() {
        Arrays.stream(Phase.values()).forEach(phase -> {
            Transitions.get(phase, Happening.FAILURE);
            Resumption.of(phase);
        });
    }
}
