// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Rollout;
import dev.suture.patch.Rollout.Line;
import dev.suture.patch.Rollout.Wave;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code rollout.json}: {@code {format, product, base, levels[] {level, patch, start, spreadSeconds, waves[] {percent,
 * afterSeconds}, halted}}}.
 */
public final class RolloutFormat {
    /** The most bytes a rollout.json may have. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final String DOCUMENT = "rollout.json";
    private static final long MAX_SECONDS = Duration.ofDays(365).toSeconds();

    private RolloutFormat() {
    }

    /** The bytes of {@code rollout}. @throws IllegalArgumentException if the format cannot hold it */
    public static byte[] write(Rollout rollout) {
        JsonObject json = Documents.start();
        json.addProperty("product", rollout.product());
        json.addProperty("base", rollout.base());
        json.add("levels", Documents.array(rollout.lines(), RolloutFormat::write));
        return Documents.write(rollout, json, RolloutFormat::read);
    }

    /** Reads a rollout.json. @throws MalformedException if it is not exactly of this form */
    public static Rollout read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        Rollout rollout = Documents.make(fields, "levels", () -> new Rollout(fields.string("product"),
                fields.string("base"), Documents.list(fields, "levels", RolloutFormat::line)));
        fields.end();
        return rollout;
    }

    private static JsonObject write(Line line) {
        JsonObject json = new JsonObject();
        json.addProperty("level", line.level().number());
        json.addProperty("patch", line.patch().hex());
        json.addProperty("start", line.start().toString());
        json.addProperty("spreadSeconds", line.spread().toSeconds());
        json.add("waves", Documents.array(line.waves(), RolloutFormat::write));
        json.addProperty("halted", line.halted());
        return json;
    }

    private static JsonObject write(Wave wave) {
        JsonObject json = new JsonObject();
        json.addProperty("percent", wave.percent());
        json.addProperty("afterSeconds", wave.after().toSeconds());
        return json;
    }

    private static Line line(Fields fields) throws MalformedException {
        PatchLevel level = new PatchLevel((int) fields.integer("level", 1, 9999));
        Digest patch = Values.digest(fields, "patch");
        Instant start = Values.instant(fields, "start");
        List<Wave> waves = Documents.list(fields, "waves", wave -> new Wave((int) wave.integer("percent", 1, 100),
                seconds(wave, "afterSeconds")));
        return new Line(level, patch, start, seconds(fields, "spreadSeconds"), waves, fields.bool("halted"));
    }

    private static Duration seconds(Fields fields, String name) throws MalformedException {
        return Duration.ofSeconds(fields.integer(name, 0, MAX_SECONDS));
    }
}
