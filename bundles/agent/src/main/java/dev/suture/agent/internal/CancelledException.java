// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** The agent was told to stop. What is on disk is consistent; the next agent goes on from there. */
final class CancelledException extends Exception {
    private static final long serialVersionUID = 1;

    CancelledException() {
        super("the agent was told to stop", null, false, false);
    }
}
