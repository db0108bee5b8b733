// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.google.gson.JsonObject;

import dev.suture.patch.PatchLevel;
import dev.suture.report.Phase;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What can be asked at the control socket: {@code {"command":"status"}}, {@code check}, {@code consent}, {@code retry}, {@code collect},
 * {@code {"command":"remove","to"?:1,"holdDays"?:7}} and {@code {"command":"update","base":"5.3.0"}}.
 * An answer has {@code ok}; if that is false, {@code error} says why. Safe for use by several threads.
 */
final class ControlCommands implements UnaryOperator<byte[]> {
    /** How long a removed patch stays away, unless said otherwise. */
    private static final Duration HOLD = Duration.ofDays(7);
    private static final int MOST_DAYS = 365;

    private final StatusFormat status;
    private final Chronicle chronicle;
    private final Inbox inbox;
    private final WayBack wayBack;

    ControlCommands(StatusFormat status, Chronicle chronicle, Inbox inbox, WayBack wayBack) {
        this.status = status;
        this.chronicle = chronicle;
        this.inbox = inbox;
        this.wayBack = wayBack;
    }

    @Override
    public byte[] apply(byte[] request) {
        try {
            Fields fields = Fields.of("request", StrictJson.parse("request", request, Exchange.MAX_REQUEST));
            String command = fields.string("command");
            if (command.equals("remove")) {
                return remove(fields);
            }
            if (command.equals("update")) {
                return update(fields);
            }
            fields.end();
            return switch (command) {
            case "status" -> StrictJson.write(status.write());
            case "check" -> check();
            case "consent" -> consent();
            case "retry" -> retry();
            case "collect" -> collect();
            default -> refusal("unknown command; this gateway knows status, check, consent, retry, collect, remove and"
                    + " update");
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

    private byte[] collect() {
        inbox.collect();
        return message(
                "what is not needed goes now, or as soon as what is under way has ended; the log says what went");
    }

    /** Checked here, so that a person knows at once; done when what is under way has ended. */
    private byte[] remove(Fields fields) throws MalformedException {
        Optional<PatchLevel> to = fields.has("to")
                ? Optional.of(new PatchLevel((int) fields.integer("to", 0, 9999)))
                : Optional.empty();
        Duration hold = fields.has("holdDays") ? Duration.ofDays(fields.integer("holdDays", 0, MOST_DAYS)) : HOLD;
        fields.end();
        if (chronicle.current().stand().phase() == Phase.ACTIVATING) {
            return refusal("a switch is under way; ask again when it has ended");
        }
        try {
            Removal removal = wayBack.find(to, hold);
            inbox.remove(removal);
            return message("going back from " + removal.from() + " to " + removal.to() + "; see status");
        } catch (RefusedException e) {
            return refusal(e.getMessage());
        }
    }

    /** Whether the repository has it shows when it is asked. */
    private byte[] update(Fields fields) throws MalformedException {
        String base = Documents.name(fields, "base");
        fields.end();
        if (status.runsBase(base)) {
            return refusal("it has base release " + base + " already; patches for it come by themselves");
        }
        inbox.wish(base);
        return message("base release " + base + " is looked for now, or as soon as what is under way has ended; the "
                + "gateway stops and boots anew for it; see status");
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
