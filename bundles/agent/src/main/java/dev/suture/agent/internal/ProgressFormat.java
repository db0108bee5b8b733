// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * {@code agent.json}: {@code {format, boot{id, count, sequence}, phase, reason?, target?, retry{failures, at?, cause?},
 * past[], times{}, why[], lastCheck?, consent?, wish{base, until}?, evidence{}, removal?}}.
 */
final class ProgressFormat {
    private static final String DOCUMENT = "agent.json";
    private static final int MAX_LENGTH = 64 * 1024;

    private ProgressFormat() {
    }

    static byte[] write(Progress progress) {
        JsonObject json = Documents.start();
        json.add("boot", boot(progress.boot()));
        json.addProperty("phase", word(progress.stand().phase()));
        progress.stand().reason().ifPresent(reason -> json.add("reason", reason(reason)));
        progress.stand().target().ifPresent(target -> json.add("target", target(target)));
        json.add("retry", retry(progress.retry()));
        JsonArray past = new JsonArray();
        progress.past().forEach(target -> past.add(target(target)));
        json.add("past", past);
        JsonObject times = new JsonObject();
        progress.times().forEach((step, at) -> times.addProperty(step.wireName(), at.toString()));
        json.add("times", times);
        json.add("why", AnswerFormat.write(progress.findings().why()));
        progress.findings().lastCheck().ifPresent(check -> json.add("lastCheck", check(check)));
        progress.findings().consent().ifPresent(patch -> json.addProperty("consent", patch.hex()));
        progress.findings().wish().ifPresent(wish -> json.add("wish", wish(wish)));
        json.add("evidence", EvidenceFormat.write(progress.findings().evidence()));
        progress.findings().removal().ifPresent(removal -> json.add("removal", RemovalFormat.write(removal)));
        return StrictJson.writePretty(json);
    }

    static Progress read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        Fields boot = fields.object("boot");
        Boot which = new Boot(boot.string("id"), boot.integer("count", 0, Long.MAX_VALUE),
                boot.integer("sequence", 0, Long.MAX_VALUE));
        boot.end();
        Phase phase = Documents.constant(fields, "phase", Phase.class, ProgressFormat::word);
        Stand stand = new Stand(phase, findTarget(fields), findReason(fields));
        List<Target> past = new ArrayList<>();
        for (Fields target : fields.objects("past")) {
            past.add(target(target));
        }
        Progress progress = new Progress(which, stand, retry(fields.object("retry")), past,
                times(fields.object("times")),
                new Findings(AnswerFormat.read(fields.objects("why")), findCheck(fields), findConsent(fields),
                        EvidenceFormat.read(fields.object("evidence")), findRemoval(fields), findWish(fields)));
        fields.end();
        return progress;
    }

    /** A phase's name on the wire. */
    static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    /** A reason as {@code {code, text}}. */
    static JsonObject reason(Reason reason) {
        JsonObject json = new JsonObject();
        json.addProperty("code", reason.code().wireName());
        json.addProperty("text", reason.text());
        return json;
    }

    /** A target as {@code {patch, label, attempt}}. */
    static JsonObject target(Target target) {
        JsonObject json = new JsonObject();
        json.addProperty("patch", target.patch().hex());
        json.addProperty("label", target.label());
        json.addProperty("attempt", target.attempt());
        return json;
    }

    /** A check as {@code {at, result}}. */
    static JsonObject check(Findings.LastCheck check) {
        JsonObject json = new JsonObject();
        json.addProperty("at", check.at().toString());
        json.addProperty("result", check.result());
        return json;
    }

    private static JsonObject boot(Boot boot) {
        JsonObject json = new JsonObject();
        json.addProperty("id", boot.id());
        json.addProperty("count", boot.count());
        json.addProperty("sequence", boot.sequence());
        return json;
    }

    private static JsonObject retry(Retry retry) {
        JsonObject json = new JsonObject();
        json.addProperty("failures", retry.failures());
        retry.at().ifPresent(at -> json.addProperty("at", at.toString()));
        retry.cause().ifPresent(cause -> json.addProperty("cause", cause.wireName()));
        return json;
    }

    private static Retry retry(Fields fields) throws MalformedException {
        Optional<Reason.Code> cause = fields.has("cause") ? Optional.of(code(fields, "cause")) : Optional.empty();
        Retry retry = new Retry((int) fields.integer("failures", 0, Integer.MAX_VALUE),
                Documents.findInstant(fields, "at"), cause);
        fields.end();
        return retry;
    }

    private static Map<Step, Instant> times(Fields fields) throws MalformedException {
        Map<Step, Instant> times = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            Optional<Instant> at = Documents.findInstant(fields, step.wireName());
            at.ifPresent(value -> times.put(step, value));
        }
        fields.end();
        return times;
    }

    private static Optional<Target> findTarget(Fields fields) throws MalformedException {
        return fields.has("target") ? Optional.of(target(fields.object("target"))) : Optional.empty();
    }

    private static Target target(Fields fields) throws MalformedException {
        Target target = new Target(Documents.digest(fields, "patch"), fields.string("label"),
                (int) fields.integer("attempt", 1, Integer.MAX_VALUE));
        fields.end();
        return target;
    }

    private static Optional<Reason> findReason(Fields fields) throws MalformedException {
        if (!fields.has("reason")) {
            return Optional.empty();
        }
        Fields reason = fields.object("reason");
        Optional<Reason> value = Optional.of(new Reason(code(reason, "code"), reason.string("text")));
        reason.end();
        return value;
    }

    private static Reason.Code code(Fields fields, String name) throws MalformedException {
        return Documents.constant(fields, name, Reason.Code.class, Reason.Code::wireName);
    }

    private static JsonObject wish(Wish wish) {
        JsonObject json = new JsonObject();
        json.addProperty("base", wish.base());
        json.addProperty("until", wish.until().toString());
        return json;
    }

    private static Optional<Wish> findWish(Fields progress) throws MalformedException {
        if (!progress.has("wish")) {
            return Optional.empty();
        }
        Fields fields = progress.object("wish");
        Wish wish = new Wish(Documents.name(fields, "base"), Documents.instant(fields, "until"));
        fields.end();
        return Optional.of(wish);
    }

    private static Optional<Digest> findConsent(Fields fields) throws MalformedException {
        return fields.has("consent") ? Optional.of(Documents.digest(fields, "consent")) : Optional.empty();
    }

    private static Optional<Removal> findRemoval(Fields fields) throws MalformedException {
        return fields.has("removal") ? Optional.of(RemovalFormat.read(fields.object("removal"))) : Optional.empty();
    }

    private static Optional<Findings.LastCheck> findCheck(Fields fields) throws MalformedException {
        if (!fields.has("lastCheck")) {
            return Optional.empty();
        }
        Fields check = fields.object("lastCheck");
        Optional<Findings.LastCheck> value = Optional
                .of(new Findings.LastCheck(Documents.instant(check, "at"), check.string("result")));
        check.end();
        return value;
    }
}
