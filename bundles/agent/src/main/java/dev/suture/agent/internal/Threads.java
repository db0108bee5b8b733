// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** Makes the agent's threads: daemons that pin no other bundle's class loader. */
final class Threads {
    private Threads() {
    }

    static Thread make(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }
}
