// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A repository that misbehaves when told to, over real connections. */
final class MoodyRepository implements AutoCloseable {
    /** The contents of artifacts; everything else is metadata and patches. */
    static final String CONTENT = "/targets/sha256/";

    /** How it answers. */
    enum Mood {
        HEALTHY, NOT_FOUND, BROKEN, GARBAGE, CUT
    }

    /** What goes wrong where. @param below the paths it concerns begin with this */
    record Trouble(Mood mood, String below) {
        static final Trouble NONE = new Trouble(Mood.HEALTHY, "/");
    }

    private final Path folder;
    private final StaticFiles files;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile Trouble trouble = Trouble.NONE;
    private volatile Runnable atContent = () -> {};

    MoodyRepository(Path folder, URI address) throws IOException {
        this.folder = folder.toRealPath();
        files = new StaticFiles(this.folder, () -> {}, count -> {});
        server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From the next request on. */
    void be(Trouble next) {
        trouble = next;
    }

    /** Runs {@code action} when content has been sent, or half of it where it is cut. */
    void atContent(Runnable action) {
        atContent = action;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Mood mood = path.startsWith(trouble.below()) ? trouble.mood() : Mood.HEALTHY;
        switch (mood) {
        case HEALTHY -> {
            files.handle(exchange);
            sent(path);
        }
        case NOT_FOUND -> refuse(exchange, 404);
        case BROKEN -> refuse(exchange, 500);
        case GARBAGE -> garbage(exchange, length(path));
        case CUT -> cut(exchange, path);
        }
    }

    private void sent(String path) {
        if (path.startsWith(CONTENT)) {
            atContent.run();
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** As long as the real thing, as a portal that answers everything would be by chance. */
    private static void garbage(HttpExchange exchange, int length) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody()
                    .write("<html>please log in</html>".repeat(length / 26 + 1).substring(0, length)
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void cut(HttpExchange exchange, String path) throws IOException {
        int length = length(path);
        try (exchange) {
            exchange.sendResponseHeaders(200, length);
            OutputStream body = exchange.getResponseBody();
            body.write(Files.readAllBytes(folder.resolve(path.substring(1))), 0, length / 2);
            body.flush();
            sent(path);
        }
    }

    private int length(String path) throws IOException {
        Path file = folder.resolve(path.substring(1));
        return Files.isRegularFile(file) ? (int) Files.size(file) : 100;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
