// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * The lines between the load process and its parent, one JSON object each. To the process: a command, named in
 * {@code do}, one of {@code start} (with the plan), {@code snapshot}, {@code mark}, {@code stray} (port and count) and
 * {@code stop}. From it: a report for each command; for {@code stop} once nothing is inside any more.
 */
public final class LoadMessages {
    private static final int LIMIT = 16 * 1024;

    private LoadMessages() {
    }

    /** A line as fields. */
    static Fields parse(String line) throws MalformedException {
        return Fields.of("load", StrictJson.parse("load", line.getBytes(StandardCharsets.UTF_8), LIMIT));
    }

    /** The command without more to say. */
    public static String command(String name) {
        return line(named(name));
    }

    /** The command that starts the load. */
    public static String start(LoadPlan plan) {
        JsonObject start = named("start");
        start.addProperty("host", plan.host());
        start.addProperty("port", plan.port());
        start.addProperty("path", plan.path());
        start.addProperty("expected", plan.expected());
        start.addProperty("perSecond", plan.perSecond());
        start.addProperty("timeoutMillis", plan.timeout().toMillis());
        return line(start);
    }

    /** The command to send some requests to another port. */
    public static String stray(int port, int count) {
        JsonObject stray = named("stray");
        stray.addProperty("port", port);
        stray.addProperty("count", count);
        return line(stray);
    }

    static LoadPlan readPlan(Fields start) throws MalformedException {
        LoadPlan plan = new LoadPlan(start.string("host"), (int) start.integer("port", 1, 65_535), start.string("path"),
                start.string("expected"), (int) start.integer("perSecond", 1, 20_000),
                Duration.ofMillis(start.integer("timeoutMillis", 1, 600_000)));
        start.end();
        return plan;
    }

    static String write(LoadReport report) {
        JsonObject object = new JsonObject();
        object.addProperty("sent", report.sent());
        object.addProperty("right", report.right());
        object.addProperty("inside", report.inside());
        JsonObject lost = new JsonObject();
        new TreeMap<>(report.lost()).forEach(lost::addProperty);
        object.add("lost", lost);
        object.addProperty("longestMicros", report.longest().toNanos() / 1000);
        object.addProperty("longestSinceMarkMicros", report.longestSinceMark().toNanos() / 1000);
        object.addProperty("gapSinceMarkMicros", report.waits().gapSinceMark().toNanos() / 1000);
        object.addProperty("elapsedMicros", report.elapsed().toNanos() / 1000);
        return line(object);
    }

    /** Reads a report. @throws MalformedException if the line is none */
    public static LoadReport readReport(String line) throws MalformedException {
        Fields fields = parse(line);
        Map<String, Long> lost = new HashMap<>();
        for (Map.Entry<String, JsonElement> kind : fields.object("lost").members().entrySet()) {
            lost.put(kind.getKey(), kind.getValue().getAsLong());
        }
        LoadReport report = new LoadReport(count(fields, "sent"), count(fields, "right"), count(fields, "inside"), lost,
                new LoadReport.Longest(micros(fields, "longestMicros"), micros(fields, "longestSinceMarkMicros"),
                        micros(fields, "gapSinceMarkMicros")),
                micros(fields, "elapsedMicros"));
        fields.end();
        return report;
    }

    private static long count(Fields fields, String name) throws MalformedException {
        return fields.integer(name, 0, Long.MAX_VALUE);
    }

    private static Duration micros(Fields fields, String name) throws MalformedException {
        return Duration.ofNanos(1000 * fields.integer(name, 0, Long.MAX_VALUE / 1000));
    }

    private static JsonObject named(String command) {
        JsonObject object = new JsonObject();
        object.addProperty("do", command);
        return object;
    }

    private static String line(JsonObject object) {
        return new String(StrictJson.write(object), StandardCharsets.UTF_8);
    }
}
