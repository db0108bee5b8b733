// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** How a framework ends: stopped for good, or for a relaunch. Safe for use by several threads. */
final class Ending {
    /** A bundle that does not stop must not keep the gateway from coming back. */
    private static final long LONGEST_SECONDS = 30;

    private final Framework framework;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean again;

    Ending(Framework framework) {
        this.framework = framework;
    }

    /** Watches the framework, which has started. */
    void follow() {
        start("suture-end", () -> framework.waitForStop(0));
    }

    /** Stops the framework to have it booted again. Returns at once. */
    void relaunch() {
        again = true;
        start("suture-relaunch", () -> {
            framework.stop();
            TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
        });
    }

    /** Waits for the end. @return whether the gateway is to be booted again */
    boolean await() throws InterruptedException {
        ended.await();
        return again;
    }

    private interface Step {
        void run() throws InterruptedException, BundleException;
    }

    private void start(String name, Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (InterruptedException | BundleException e) {
                // Nobody interrupts it, and a framework that does not stop has had its time.
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }
}
