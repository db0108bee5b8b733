// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.runtime.guest.Prepared;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * Asks the gateway of a state root by its control socket.
 *
 * @param root the state root
 * @param limit how long an answer may take
 */
public record ControlClient(Path root, Duration limit) {
    /** How long a person waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_ANSWER = 256 * 1024;

    /** The answer to a command without parameters. @throws UserError if there is none, or a refusal */
    public JsonObject ask(String command) {
        JsonObject request = new JsonObject();
        request.addProperty("command", command);
        return ask(request);
    }

    /** The answer to a request. @throws UserError if there is none, or a refusal */
    JsonObject ask(JsonObject request) {
        Path socket = root.resolve("control.sock");
        if (!Files.exists(socket)) {
            throw notRunning();
        }
        try {
            JsonObject answer = StrictJson.parse("the gateway's answer", exchange(socket, request), MAX_ANSWER);
            if (!(answer.get("ok") instanceof JsonPrimitive ok) || !ok.isBoolean()) {
                throw new MalformedException("the gateway's answer", "'ok' is missing");
            }
            if (!ok.getAsBoolean()) {
                throw new UserError("the gateway on " + root + " refuses: " + answer.get("error"));
            }
            return answer;
        } catch (ConnectException e) {
            throw notRunning();
        } catch (IOException e) {
            throw new UserError("the gateway on " + root + " does not answer: " + e.getMessage()
                    + "; is it well, and are you its user?", e);
        } catch (MalformedException e) {
            throw new UserError("what listens on " + socket + " is no gateway of this version: " + e.getMessage(), e);
        }
    }

    private UserError notRunning() {
        return new UserError("no gateway runs on " + root + "; start " + (Prepared.isIn(root)
                ? "its host, and in it the bundle dev.suture.guest; what keeps it from running is in "
                        + root.resolve("guest.log")
                : "it with: suture run --root " + root));
    }

    private byte[] exchange(Path socket, JsonObject request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return readAll(channel, selector);
        }
    }

    private byte[] readAll(SocketChannel channel, Selector selector) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (answer.size() <= MAX_ANSWER) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || selector.select(left) == 0) {
                throw new SocketTimeoutException("it said nothing for " + limit.toSeconds() + " s");
            }
            selector.selectedKeys().clear();
            if (channel.read(buffer.clear()) < 0) {
                break;
            }
            answer.write(buffer.array(), 0, buffer.position());
        }
        return answer.toByteArray();
    }
}
