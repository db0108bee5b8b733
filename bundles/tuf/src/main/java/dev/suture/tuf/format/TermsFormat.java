// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.time.Duration;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.patch.Pace;
import dev.suture.patch.Terms;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** The part of {@code patch.json} that says how the patch may be applied. */
final class TermsFormat {
    private static final long MAX_BAKE_SECONDS = Duration.ofDays(365).toSeconds();

    private TermsFormat() {
    }

    static void write(Terms terms, JsonObject json) {
        JsonObject pace = new JsonObject();
        pace.addProperty("canaryPercent", terms.pace().canaryPercent());
        pace.addProperty("bakeSeconds", terms.pace().bake().toSeconds());
        pace.addProperty("percentPerHour", terms.pace().percentPerHour());
        json.add("pace", pace);
        terms.deadline().ifPresent(deadline -> json.addProperty("deadline", deadline.toString()));
        json.addProperty("consent", Values.word(terms.consent()));
        json.addProperty("mode", Values.word(terms.mode()));
        terms.rehearsal().ifPresent(rehearsal -> json.add("rehearsal", write(rehearsal)));
    }

    static Terms read(Fields fields) throws MalformedException {
        return new Terms(pace(fields.object("pace")), Values.findInstant(fields, "deadline"),
                Values.constant(fields, "consent", Terms.Consent.class),
                Values.constant(fields, "mode", Terms.Mode.class), rehearsal(fields.findObject("rehearsal")));
    }

    private static Pace pace(Fields fields) throws MalformedException {
        Pace pace = new Pace((int) fields.integer("canaryPercent", 1, 100),
                Duration.ofSeconds(fields.integer("bakeSeconds", 0, MAX_BAKE_SECONDS)),
                (int) fields.integer("percentPerHour", 1, 100));
        fields.end();
        return pace;
    }

    private static JsonObject write(Terms.Rehearsal rehearsal) {
        JsonObject json = new JsonObject();
        json.addProperty("outcome", rehearsal.outcome());
        json.addProperty("report", rehearsal.report().hex());
        return json;
    }

    private static Optional<Terms.Rehearsal> rehearsal(Optional<Fields> found) throws MalformedException {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Terms.Rehearsal rehearsal = new Terms.Rehearsal(fields.string("outcome"), Values.digest(fields, "report"));
        fields.end();
        return Optional.of(rehearsal);
    }
}
