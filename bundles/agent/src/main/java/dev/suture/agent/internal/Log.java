// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** Where the agent's log lines go: one line a step. Safe for use by several threads. */
interface Log {
    /** A step. */
    void info(String line);

    /** Something a person should know; the agent goes on. */
    void warn(String line);

    /** A failure of the agent itself. */
    void error(String line, Throwable cause);
}
