// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.tuf.json.StrictJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture status}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Asks a running gateway what it runs, what is pending, and why it is not installed yet.")
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    @Option(names = "--json", description = "The whole answer, as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        JsonObject status = new ControlClient(root, ControlClient.PATIENCE).ask("status");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(new String(StrictJson.writePretty(status), StandardCharsets.UTF_8));
        } else {
            print(status, out);
        }
        out.flush();
        return 0;
    }

    /** Prints what is there: a gateway that starts, or one of another version, may not know everything. */
    static void print(JsonObject status, PrintWriter out) {
        out.println(text(status, "product") + " " + text(status, "label") + "   device " + text(status, "device")
                + "   generation " + text(status, "generation"));
        out.println("phase        " + text(status, "phase") + reason(status));
        if (status.get("patch") instanceof JsonObject patch) {
            out.println("patch        " + text(patch, "label") + ", attempt " + text(patch, "attempt"));
        }
        if (status.get("fetching") instanceof JsonObject fetching) {
            out.println("fetching     " + text(fetching, "bytes") + " of " + text(fetching, "of") + " bytes");
        }
        if (status.has("retryAt")) {
            out.println("next try     " + text(status, "retryAt"));
        }
        if (status.has("wish")) {
            out.println("wanted       base release " + text(status, "wish") + "; to have patches first: suture retry");
        }
        if (status.get("lastCheck") instanceof JsonObject check) {
            out.println("last check   " + text(check, "at") + " " + text(check, "result"));
        }
        if (status.get("setback") instanceof JsonObject setback) {
            out.println("gave up      generation " + text(setback, "generation") + ": " + text(setback, "cause"));
        }
        lines(status, "drift").forEach(line -> out.println("drift        " + line));
        for (JsonObject hold : objects(status, "held")) {
            out.println("held         " + text(hold, "label") + " " + text(hold, "line")
                    + "; to try it again: suture retry");
        }
        for (JsonObject why : objects(status, "why")) {
            String line = "policy       " + text(why, "policy") + " on " + text(why, "step") + ": "
                    + text(why, "answer") + " " + text(why, "reason");
            out.println(line.stripTrailing());
        }
        for (JsonObject notifier : objects(status, "notifiers")) {
            out.println("notified by  " + text(notifier, "description"));
        }
        lines(status, "posers").forEach(poser -> out.println("not asked    " + poser + ": a foreign bundle"));
        lines(status, "missing").forEach(service -> out.println("missing      " + service));
    }

    private static List<String> lines(JsonObject status, String name) {
        List<String> lines = new ArrayList<>();
        if (status.get(name) instanceof JsonArray array) {
            array.forEach(element -> lines.add(word(element)));
        }
        return lines;
    }

    private static List<JsonObject> objects(JsonObject status, String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (status.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static String reason(JsonObject status) {
        return status.get("reason") instanceof JsonObject reason ? ": " + text(reason, "text") : "";
    }

    static String text(JsonObject object, String name) {
        return object.has(name) ? word(object.get(name)) : "?";
    }

    private static String word(JsonElement element) {
        return element instanceof JsonPrimitive primitive ? primitive.getAsString() : element.toString();
    }
}
