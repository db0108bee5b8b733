// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** What can happen to a device and an offer; with the phase it decides what comes next. */
enum Happening {
    /** The verifier offers a patch that is to be taken up. */
    OFFERED,
    /** The verifier offers nothing, and nothing was under way. */
    NOTHING,
    /** The patch under way is not offered any more. */
    WITHDRAWN,
    /** The policies, and what else is asked before a step, let it go on. */
    PROCEED,
    /** They hold it back for now. */
    DEFER,
    /** A policy refuses it. */
    REFUSE,
    /** A deferral ended before the content was fetched. */
    DUE,
    /** A deferral ended, and everything lies on the disk. */
    DUE_STAGED,
    /** The content lies on the disk. */
    COMPLETE,
    /** The patch does not fit this device. */
    MISFIT,
    /** A local operator wants the patch that runs taken off. */
    REMOVE,
    /** The new generation serves. */
    SWITCHED,
    /** The next boot brings up the new generation. */
    AT_BOOT,
    /** The switch was undone because time or circumstances were short. */
    UNDONE,
    /** The switch was undone because the new side was not well. */
    FAULT,
    /** A generation on trial was found, e.g. after a boot. */
    TRIAL_FOUND,
    /** The trial's watch window ended well, and the generation is accepted. */
    HELD,
    /** The generation on trial was not well and has been taken back. */
    RED,
    /** The generation on trial was not well, and the next boot takes it back. */
    RED_AT_BOOT,
    /** Something failed that may work later. */
    FAILURE
}
