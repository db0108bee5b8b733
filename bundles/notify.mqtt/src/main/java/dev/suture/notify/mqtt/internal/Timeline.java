// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.time.Duration;

/** The one thread on which everything of this bundle happens, one after the other. */
interface Timeline {
    /** Runs a task as soon as those before it are done; after {@link #end()} never. Never blocks. */
    void execute(Runnable task);

    /** Runs a task after a while. @return cancels it */
    Runnable later(Duration delay, Runnable task);

    /** Forgets every task but the running one. */
    void end();
}
