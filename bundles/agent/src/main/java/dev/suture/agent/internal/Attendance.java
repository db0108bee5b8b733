// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import dev.suture.report.Reporter;

/** What has to be seen to every now and then, also in the middle of a trial. Used by the working thread. */
final class Attendance implements Runnable {
    private final Inbox inbox;
    private final Chronicle chronicle;
    private final Runnable door;

    /** {@code door} sees to it that people can ask the agent. */
    Attendance(Inbox inbox, Chronicle chronicle, Runnable door) {
        this.inbox = inbox;
        this.chronicle = chronicle;
        this.door = door;
    }

    @Override
    public void run() {
        door.run();
        if (inbox.takeArrived(Reporter.class)) {
            chronicle.tellState();
        }
    }
}
