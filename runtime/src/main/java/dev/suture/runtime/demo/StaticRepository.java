// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;

/**
 * What any static web server does for a real repository: serves the files of one folder, whole or in ranges. Listens on
 * the loopback address only. Safe for use by several threads.
 */
public final class StaticRepository implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Serves {@code folder}.
     *
     * @param port the port, 0 for any
     * @throws IOException if there is no such folder or the port is taken
     */
    public StaticRepository(Path folder, int port) throws IOException {
        // Without it each answer waits for the client's delayed acknowledgement: 40 ms a request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path root = folder.toRealPath();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/", new StaticFiles(root, requests::incrementAndGet, bytes::addAndGet));
        server.start();
    }

    /** Its address, ending in a slash. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** How many requests came in so far. */
    public long requests() {
        return requests.get();
    }

    /** How many bytes of content left so far. */
    public long bytes() {
        return bytes.get();
    }

    /** Stops at once; open requests are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
