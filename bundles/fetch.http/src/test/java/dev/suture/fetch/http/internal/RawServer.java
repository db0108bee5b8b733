// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A server that answers each request with what a test wants, however wrong that is. */
final class RawServer implements AutoCloseable {
    /** For what blocks: the common pool has a single thread on a small machine. */
    static final Executor THREAD_EACH = task -> new Thread(task, "test").start();

    private final ServerSocket server;
    private final Thread thread;
    private final List<String> requests = new ArrayList<>();

    /** What comes after the request. */
    interface Script {
        void run(OutputStream out) throws IOException;
    }

    RawServer(Script script) throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> serve(script), "raw-server");
        thread.start();
    }

    static RawServer of(String answer) throws IOException {
        return new RawServer(out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
    }

    /** The requests so far; to be asked after the answer has come. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = request(socket.getInputStream());
                synchronized (this) {
                    requests.add(request);
                }
                script.run(socket.getOutputStream());
            } catch (IOException e) {
                // The client hung up, or the test is over; the loop's condition tells them apart.
                continue;
            }
        }
    }

    static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            request.append((char) next);
        }
        return request.toString();
    }
}
