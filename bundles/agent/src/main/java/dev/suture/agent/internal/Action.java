// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** What the agent does after a transition. */
enum Action {
    /** Asks the policies whether the content may be fetched. */
    ASK_FETCH,
    /** Fetches, verifies and lays out the content. */
    STAGE,
    /** Asks the policies, the gates and the newest metadata whether the switch may be made. */
    ASK_ACTIVATE,
    /** Makes the switch. */
    ACTIVATE,
    /** Makes the switch to an earlier generation, on a local operator's word. */
    TAKE_OFF,
    /** Watches the trial to its end. */
    WATCH,
    /** Stops the gateway, so that the next boot does what was recorded for it. */
    RELAUNCH,
    /** Nothing, until something happens or a wait ends. */
    REST
}
