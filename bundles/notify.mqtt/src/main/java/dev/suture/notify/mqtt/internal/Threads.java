// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads with this bundle's class loader as their context: an inherited one would keep somebody else's
 * bundle in memory, and libraries that look for classes by it would not find their own.
 */
final class Threads implements ThreadFactory {
    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    Threads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, name + "-" + count.incrementAndGet(), 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
