// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture status}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Asks a running gateway what it runs, what is pending, and why it is not installed yet.")
public final class StatusCommand implements Callable<Integer> {
    private static final int MAX_ANSWER = 256 * 1024;
    private static final byte[] QUESTION = "{\"command\":\"status\"}\n".getBytes(StandardCharsets.US_ASCII);

    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    @Option(names = "--json", description = "The whole answer, as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        JsonObject status = ask(root.resolve("control.sock"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(new String(StrictJson.writePretty(status), StandardCharsets.UTF_8));
        } else {
            print(status, out);
        }
        out.flush();
        return 0;
    }

    private JsonObject ask(Path socket) {
        if (!Files.exists(socket)) {
            throw new UserError("no gateway runs on " + root + "; start it with: suture run --root " + root);
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(QUESTION));
            JsonObject answer = StrictJson.parse("the gateway's answer",
                    Channels.newInputStream(channel).readNBytes(MAX_ANSWER + 1), MAX_ANSWER);
            if (!answer.get("ok").getAsBoolean()) {
                throw new UserError("the gateway answers: " + answer.get("error").getAsString());
            }
            return answer;
        } catch (IOException e) {
            throw new UserError("the gateway on " + root + " does not answer: " + e.getMessage()
                    + "; is it running, and are you its user?", e);
        } catch (MalformedException e) {
            throw new UserError("the gateway on " + root + " is of another version: " + e.getMessage(), e);
        }
    }

    private static void print(JsonObject status, PrintWriter out) {
        out.println(text(status, "product") + " " + text(status, "label") + "   device " + text(status, "device")
                + "   generation " + text(status, "generation"));
        out.println("phase        " + text(status, "phase") + reason(status));
        if (status.get("patch") instanceof JsonObject patch) {
            out.println("patch        " + text(patch, "label") + ", attempt " + text(patch, "attempt"));
        }
        if (status.get("lastCheck") instanceof JsonObject check) {
            out.println("last check   " + text(check, "at") + " " + text(check, "result"));
        }
        for (JsonElement element : status.getAsJsonArray("why")) {
            JsonObject why = element.getAsJsonObject();
            out.println("policy       " + text(why, "policy") + " on " + text(why, "step") + ": " + text(why, "answer")
                    + " " + text(why, "reason"));
        }
        for (JsonElement element : status.getAsJsonArray("notifiers")) {
            out.println("notified by  " + text(element.getAsJsonObject(), "description"));
        }
        for (JsonElement element : status.getAsJsonArray("missing")) {
            out.println("missing      " + element.getAsString());
        }
    }

    private static String reason(JsonObject status) {
        return status.get("reason") instanceof JsonObject reason ? ": " + text(reason, "text") : "";
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : "";
    }
}
