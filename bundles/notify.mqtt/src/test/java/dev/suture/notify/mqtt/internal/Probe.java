// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.suture.notify.Bytes;

/** Waits for what becomes of one attempt. */
final class Probe implements Transport.Events {
    private final BlockingQueue<Integer> ups = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> downs = new LinkedBlockingQueue<>();

    int awaitUp() throws InterruptedException {
        Integer window = ups.poll(20, TimeUnit.SECONDS);
        assertNotNull(window, "not up");
        return window;
    }

    String awaitDown() throws InterruptedException {
        String reason = downs.poll(20, TimeUnit.SECONDS);
        assertNotNull(reason, "not down");
        return reason;
    }

    @Override
    public void up(int window) {
        ups.add(window);
    }

    @Override
    public void arrived(Bytes payload) {
        // Others look at that.
    }

    @Override
    public void refused(String topic) {
        // Others look at that.
    }

    @Override
    public void down(String reason) {
        downs.add(reason);
    }
}
