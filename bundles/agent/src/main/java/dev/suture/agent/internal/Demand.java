// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import dev.suture.notify.Notification;

/**
 * What makes the agent look for news.
 *
 * @param by who asks
 * @param hint what the verifier is told
 * @param fresh whether it was not the same as the hint before
 */
record Demand(By by, Notification hint, boolean fresh) {
    /** Who asks. */
    enum By {
        /** A person, who wants an answer now. */
        PERSON,
        /** A notification. */
        PUSH,
        /** The passing of time. */
        POLL,
        /** A deferral or a wait after a failure that has ended. */
        RETRY,
        /** A person, who has agreed to what waits. */
        CONSENT,
        /** A policy that has arrived and may say something else. */
        POLICY
    }

    static Demand of(By by) {
        return new Demand(by, Notification.CHECK_NOW, false);
    }

    /** Whether it goes on with an offer that waits, where one is at hand. */
    boolean goesOn() {
        return by == By.RETRY || by == By.POLICY || by == By.CONSENT;
    }

    /** Whether something that failed may be tried again before its time. */
    boolean isUrgent() {
        return by == By.PERSON || by == By.RETRY || by == By.CONSENT || by == By.PUSH && fresh;
    }

    /** Whether the policies are asked again about something they have answered. */
    boolean asksAgain() {
        return by == By.PERSON || by == By.POLICY || by == By.CONSENT;
    }
}
