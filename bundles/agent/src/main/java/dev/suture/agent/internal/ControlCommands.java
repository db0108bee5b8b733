// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;
import java.util.function.UnaryOperator;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What can be asked at the control socket: {@code {"command":"status"}}, {@code check}, {@code consent} and {@code retry}.
 * An answer has {@code ok}; if that is false, {@code error} says why. Safe for use by several threads.
 */
final class ControlCommands implements UnaryOperator<byte[]> {
    private final StatusFormat status;
    private final Chronicle chronicle;
    private final Inbox inbox;

    ControlCommands(StatusFormat status, Chronicle chronicle, Inbox inbox) {
        this.status = status;
        this.chronicle = chronicle;
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
            case "consent" -> consent();
            case "retry" -> retry();
            default -> refusal("unknown command; this gateway knows status, check, consent and retry");
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
        return message("checking now, or as soon as what is under way has ended; see status");
    }

    private byte[] retry() {
        inbox.retry();
        return message(
                "nothing is held any more, and news are looked for now, or as soon as what is under way has ended;"
                        + " see status");
    }

    private byte[] consent() {
        Optional<Target> target = chronicle.current().stand().waiting();
        if (target.isEmpty()) {
            return refusal("nothing waits for consent; see status");
        }
        inbox.agree(target.get().patch());
        return message("agreed to " + target.get().label() + "; see status for what becomes of it");
    }

    private static byte[] message(String text) {
        JsonObject json = Documents.start();
        json.addProperty("ok", true);
        json.addProperty("message", text);
        return StrictJson.write(json);
    }
}
