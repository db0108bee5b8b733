// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

/** Why a switch has to be undone. */
final class SwitchFault extends Exception {
    private static final long serialVersionUID = 1;

    /** Whether the new side is to blame, as opposed to the circumstances. */
    private final boolean fault;

    private SwitchFault(String reason, boolean fault, Throwable cause) {
        super(reason, cause);
        this.fault = fault;
    }

    /** The new side is not well. */
    static SwitchFault notWell(String reason) {
        return new SwitchFault(reason, true, null);
    }

    /** The new side is not well. */
    static SwitchFault notWell(String reason, Throwable cause) {
        return new SwitchFault(reason + ": " + cause.getMessage(), true, cause);
    }

    /** Time was short, or the disk failed: it may go well another time. */
    static SwitchFault circumstances(String reason) {
        return new SwitchFault(reason, false, null);
    }

    boolean isFault() {
        return fault;
    }
}
