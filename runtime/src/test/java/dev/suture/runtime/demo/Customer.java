// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.function.Executable;

/** Somebody for whom the gateway works: asks it again and again, whatever else happens to it. */
final class Customer {
    private static final String QUESTION = "greet?t=" + Exploit.encode("Hello ${base64Decoder:Z2F0ZXdheQ==}");
    private static final int PAUSE_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI question;
    private final Thread thread = new Thread(this::ask, "customer");
    private final AtomicInteger answers = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final CountDownLatch satisfied = new CountDownLatch(1);

    private Customer(URI gateway) {
        question = gateway.resolve(QUESTION);
    }

    /** Does {@code trouble} meanwhile; every question must be answered. */
    static void of(URI gateway, Executable trouble) throws Throwable {
        Customer customer = new Customer(gateway);
        customer.thread.start();
        try {
            trouble.execute();
        } finally {
            customer.satisfied.countDown();
            customer.thread.join();
        }
        assertEquals(List.of(), customer.complaints);
        assertTrue(customer.answers.get() > 0, "nothing was asked");
    }

    private void ask() {
        try {
            do {
                answer();
            } while (!satisfied.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS) && complaints.size() < 10);
        } catch (InterruptedException e) {
            complaints.add(e.toString());
        }
    }

    private void answer() {
        try {
            judge();
        } catch (IOException e) {
            complaints.add(e.toString());
        }
    }

    private void judge() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (body.equals("Hello gateway")) {
            answers.incrementAndGet();
        } else {
            complaints.add(body);
        }
    }
}
