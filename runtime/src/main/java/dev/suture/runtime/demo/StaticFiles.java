// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Answers GET and HEAD with the files below one folder, and with nothing outside it. */
final class StaticFiles implements HttpHandler {
    private static final int NO_BODY = -1;

    private final Path root;
    private final Runnable requested;
    private final LongConsumer sent;

    /** Serves {@code root}, a real path; reports each request and the bytes of content that left. */
    StaticFiles(Path root, Runnable requested, LongConsumer sent) {
        this.root = root;
        this.requested = requested;
        this.sent = sent;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requested.run();
            if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, NO_BODY);
                return;
            }
            Optional<Path> file = find(exchange.getRequestURI().getPath());
            if (file.isEmpty()) {
                exchange.sendResponseHeaders(404, NO_BODY);
                return;
            }
            answer(exchange, file.get());
        }
    }

    /** The file a path names, unless it is none or leads outside, be it by dots or by a link. */
    private Optional<Path> find(String path) throws IOException {
        try {
            Path real = root.resolve(path.substring(1)).toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
        } catch (FileSystemException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void answer(HttpExchange exchange, Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long length = content.length();
            Optional<String> header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
            Optional<ByteRange> range = header.flatMap(text -> ByteRange.parse(text, length));
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            if (header.isPresent() && range.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
                exchange.sendResponseHeaders(416, NO_BODY);
                return;
            }
            range.ifPresent(part -> exchange.getResponseHeaders().set("Content-Range", part.describe(length)));
            send(exchange, range.isPresent() ? 206 : 200, content, range.orElse(new ByteRange(0, length)));
        }
    }

    private void send(HttpExchange exchange, int status, RandomAccessFile content, ByteRange part) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD") || part.length() == 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(part.length()));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, part.length());
        OutputStream body = exchange.getResponseBody();
        byte[] buffer = new byte[16 * 1024];
        content.seek(part.from());
        for (long rest = part.length(); rest > 0;) {
            int read = content.read(buffer, 0, (int) Math.min(rest, buffer.length));
            if (read < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
            body.write(buffer, 0, read);
            sent.accept(read);
            rest -= read;
        }
    }
}
