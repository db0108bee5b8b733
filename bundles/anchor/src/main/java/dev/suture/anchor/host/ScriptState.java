// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

/** How far a script has come; each is synced to the journal before what it names begins or right after it is done. */
public enum ScriptState {
    /** The copies are being installed and resolved; nothing has stopped. */
    PREPARED,
    /** The doors close. */
    CLOSED,
    /** The new side serves alone; from here on a boot is a boot of the trial. */
    SWITCHED,
    /** The doors are open. */
    OPEN,
    /** The trial is accepted; the old bundles are being uninstalled. */
    CONFIRMED,
    /** The old side serves; the copies are being uninstalled. */
    REVERTED,
    /** Nothing is left to do. */
    CLEAN
}
