// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.function.UnaryOperator;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What can be asked at the control socket: {@code {"command":"status"}} and {@code {"command":"check"}}. An answer has
 * {@code ok}; if that is false, {@code error} says why. Safe for use by several threads.
 */
final class ControlCommands implements UnaryOperator<byte[]> {
    private final StatusFormat status;
    private final Inbox inbox;

    ControlCommands(StatusFormat status, Inbox inbox) {
        this.status = status;
        this.inbox = inbox;
    }

    @Override
    public byte[] apply(byte[] request) {
        try {
            Fields fields = Fields.of("request", StrictJson.parse("request", request, Exchange.MAX_REQUEST));
            String command = fields.string("command");
            fields.end();
            return switch (command) {
            case "status" -> StrictJson.write(status.write());
            case "check" -> check();
            default -> refusal("unknown command; this gateway knows status and check");
            };
        } catch (MalformedException e) {
            return refusal(e.getMessage());
        }
    }

    /** The answer to a request that cannot be served. */
    static byte[] refusal(String error) {
        JsonObject json = Documents.start();
        json.addProperty("ok", false);
        json.addProperty("error", error);
        return StrictJson.write(json);
    }

    private byte[] check() {
        inbox.checkNow();
        JsonObject json = Documents.start();
        json.addProperty("ok", true);
        json.addProperty("message", "checking now, or as soon as what is under way has ended; see status");
        return StrictJson.write(json);
    }
}
