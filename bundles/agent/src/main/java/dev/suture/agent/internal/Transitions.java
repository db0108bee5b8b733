// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static dev.suture.agent.internal.Action.ACTIVATE;
import static dev.suture.agent.internal.Action.ASK_ACTIVATE;
import static dev.suture.agent.internal.Action.ASK_FETCH;
import static dev.suture.agent.internal.Action.RELAUNCH;
import static dev.suture.agent.internal.Action.REST;
import static dev.suture.agent.internal.Action.STAGE;
import static dev.suture.agent.internal.Action.TAKE_OFF;
import static dev.suture.agent.internal.Action.WATCH;
import static dev.suture.agent.internal.Happening.*;
import static dev.suture.report.Phase.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;

/** The life cycle of an offer, whole: in a phase something happens, which leads to a phase, an event and an action. */
final class Transitions {
    /**
     * One row.
     *
     * @param in the phases it holds in
     * @param on what happens
     * @param to the phase that follows
     * @param says the event that is reported, if one is
     * @param then what is done next
     */
    record Row(Set<Phase> in, Happening on, Phase to, Optional<Step> says, Action then) {
        /** The same without the event. */
        Row silent() {
            return new Row(in, on, to, Optional.empty(), then);
        }
    }

    /** Between start and end; a phase nobody works in while it lasts, or one that a restart has cut short. */
    private static final Set<Phase> UNDER_WAY = EnumSet.of(AVAILABLE, DEFERRED, FETCHING, STAGED, FAILED);
    private static final Set<Phase> OPEN = EnumSet.complementOf(EnumSet.of(ACTIVATING, TRIAL));
    private static final Set<Phase> WORKING = EnumSet.of(IDLE, AVAILABLE, FETCHING, STAGED, ACTIVATING, FAILED);
    private static final Set<Phase> NOT_TRIAL = EnumSet.complementOf(EnumSet.of(TRIAL));
    private static final Set<Phase> UNSWITCHED = EnumSet.of(FETCHING, STAGED, ACTIVATING);
    private static final Set<Phase> SWITCHING = EnumSet.of(ACTIVATING, TRIAL);

    // @formatter:off
    private static final List<Row> TABLE = List.of(
        //    in phase    happens       to phase    says             then
        row(  OPEN,       OFFERED,      AVAILABLE,  Step.OFFERED,    ASK_FETCH),
        row(  AVAILABLE,  DEFER,        DEFERRED,   Step.DEFERRED,   REST),
        row(  AVAILABLE,  REFUSE,       REFUSED,    Step.REFUSED,    REST),
        row(  AVAILABLE,  PROCEED,      FETCHING,   Step.FETCHING,   STAGE),
        row(  UNSWITCHED, MISFIT,       REFUSED,    Step.REFUSED,    REST),
        row(  FETCHING,   COMPLETE,     STAGED,     Step.STAGED,     ASK_ACTIVATE),
        row(  STAGED,     DEFER,        DEFERRED,   Step.DEFERRED,   REST),
        row(  STAGED,     REFUSE,       REFUSED,    Step.REFUSED,    REST),
        row(  STAGED,     PROCEED,      ACTIVATING, Step.ACTIVATING, ACTIVATE),
        quiet(DEFERRED,   DUE,          AVAILABLE,                   ASK_FETCH),
        quiet(DEFERRED,   DUE_STAGED,   STAGED,                      ASK_ACTIVATE),
        row(  UNDER_WAY,  WITHDRAWN,    REFUSED,    Step.REFUSED,    REST),

        row(  OPEN,       REMOVE,       ACTIVATING, Step.ACTIVATING, TAKE_OFF),
        row(  ACTIVATING, UNDONE,       FAILED,     Step.FAILED,     REST),
        row(  ACTIVATING, FAULT,        REVERTED,   Step.REVERTED,   REST),
        row(  ACTIVATING, SWITCHED,     TRIAL,      Step.SWITCHED,   WATCH),
        quiet(ACTIVATING, AT_BOOT,      ACTIVATING,                  RELAUNCH),
        row(  NOT_TRIAL,  TRIAL_FOUND,  TRIAL,      Step.SWITCHED,   WATCH),
        quiet(TRIAL,      TRIAL_FOUND,  TRIAL,                       WATCH),
        row(  TRIAL,      RED,          REVERTED,   Step.REVERTED,   REST),
        quiet(TRIAL,      RED_AT_BOOT,  TRIAL,                       RELAUNCH),
        row(  SWITCHING,  HELD,         CONFIRMED,  Step.CONFIRMED,  REST),

        quiet(IDLE,       NOTHING,      IDLE,                        REST),
        quiet(FAILED,     NOTHING,      IDLE,                        REST),
        quiet(CONFIRMED,  NOTHING,      CONFIRMED,                   REST),
        quiet(REVERTED,   NOTHING,      REVERTED,                    REST),
        quiet(REFUSED,    NOTHING,      REFUSED,                     REST),

        row(  WORKING,    FAILURE,      FAILED,     Step.FAILED,     REST),
        row(  DEFERRED,   FAILURE,      DEFERRED,   Step.FAILED,     REST),
        row(  TRIAL,      FAILURE,      TRIAL,      Step.FAILED,     REST),
        row(  CONFIRMED,  FAILURE,      CONFIRMED,  Step.FAILED,     REST),
        row(  REVERTED,   FAILURE,      REVERTED,   Step.FAILED,     REST),
        row(  REFUSED,    FAILURE,      REFUSED,    Step.FAILED,     REST));
    // @formatter:on

    private Transitions() {
    }

    /** The table. */
    static List<Row> rows() {
        return TABLE;
    }

    /** The row for what happens in a phase. @throws IllegalStateException if the table has none */
    static Row get(Phase in, Happening on) {
        return TABLE.stream().filter(row -> row.on() == on && row.in().contains(in)).findFirst()
                .orElseThrow(() -> new IllegalStateException(on + " cannot happen in phase " + in));
    }

    private static Row row(Phase in, Happening on, Phase to, Step says, Action then) {
        return row(EnumSet.of(in), on, to, says, then);
    }

    private static Row row(Set<Phase> in, Happening on, Phase to, Step says, Action then) {
        return new Row(in, on, to, Optional.of(says), then);
    }

    private static Row quiet(Phase in, Happening on, Phase to, Action then) {
        return new Row(EnumSet.of(in), on, to, Optional.empty(), then);
    }
}
