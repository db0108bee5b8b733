// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.anchor.Adoption;
import dev.suture.anchor.Anchor;
import dev.suture.anchor.Setback;
import dev.suture.notify.Notifier;
import dev.suture.stage.Generation;

/** The answer to {@code status}: where the device stands, and why. Safe for use by several threads; never waits for work. */
final class StatusFormat {
    private final Identity identity;
    private final World world;
    private final Device device;
    private final Chronicle chronicle;
    private final Agenda agenda;
    private final Quarantine quarantine;
    private final Fetched fetched;

    StatusFormat(Identity identity, World world, Device device, Chronicle chronicle, Agenda agenda,
            Quarantine quarantine, Fetched fetched) {
        this.identity = identity;
        this.world = world;
        this.device = device;
        this.chronicle = chronicle;
        this.agenda = agenda;
        this.quarantine = quarantine;
        this.fetched = fetched;
    }

    /** Whether this is the base release of what runs, as far as is known yet. */
    boolean runsBase(String base) {
        return device.last().filter(look -> look.running().origin().base().equals(base)).isPresent();
    }

    JsonObject write() {
        JsonObject json = Documents.start();
        json.addProperty("ok", true);
        json.addProperty("device", identity.device());
        json.addProperty("product", identity.product());
        device.last().ifPresent(look -> write(look, json));
        setback().ifPresent(setback -> json.add("setback", write(setback)));
        drift(json);
        write(chronicle.shown(), json);
        fetched.find().ifPresent(share -> json.add("fetching", write(share)));
        json.addProperty("nextCheck", agenda.nextPoll().toString());
        json.add("held", held());
        json.add("notifiers", notifiers());
        JsonArray missing = new JsonArray();
        Stages.NEEDED.stream().filter(contract -> !world.stages().has(contract)).map(Class::getName)
                .forEach(missing::add);
        json.add("missing", missing);
        JsonArray posers = new JsonArray();
        world.stages().posers().forEach(posers::add);
        if (!posers.isEmpty()) {
            json.add("posers", posers);
        }
        return json;
    }

    private static void write(Look look, JsonObject json) {
        Generation running = look.running();
        json.addProperty("base", running.origin().base());
        json.addProperty("level", running.origin().level().number());
        json.addProperty("label", running.origin().label());
        json.addProperty("generation", running.number());
        json.addProperty("generationDigest", look.digest().hex());
        json.addProperty("confirmed", look.confirmed());
        look.trial().ifPresent(trial -> json.addProperty("trial", trial));
    }

    private static void write(Progress progress, JsonObject json) {
        Stand stand = progress.stand();
        json.addProperty("phase", ProgressFormat.word(stand.phase()));
        stand.reason().ifPresent(reason -> json.add("reason", ProgressFormat.reason(reason)));
        stand.target().ifPresent(target -> json.add("patch", ProgressFormat.target(target)));
        progress.retry().at().ifPresent(at -> json.addProperty("retryAt", at.toString()));
        progress.findings().wish().ifPresent(wish -> json.addProperty("wish", wish.base()));
        json.add("why", AnswerFormat.write(progress.findings().why()));
        progress.findings().lastCheck().ifPresent(check -> json.add("lastCheck", ProgressFormat.check(check)));
        json.addProperty("bootCount", progress.boot().count());
        json.addProperty("sequence", progress.boot().sequence());
    }

    private static JsonObject write(Fetched.Share share) {
        JsonObject json = new JsonObject();
        json.addProperty("bytes", share.bytes());
        json.addProperty("of", share.of());
        return json;
    }

    private Optional<Setback> setback() {
        try (Held<Anchor> anchor = world.stages().take(Anchor.class)) {
            return anchor.service().setback();
        } catch (MissingStageException e) {
            return Optional.empty(); // "missing" tells of it
        }
    }

    /** Only where a foreign framework is the host. */
    private void drift(JsonObject json) {
        for (Held<Adoption> adoption : world.stages().takeAll(Adoption.class)) {
            try (adoption) {
                JsonArray lines = new JsonArray();
                adoption.service().drift().forEach(lines::add);
                json.add("drift", lines);
            }
        }
    }

    private static JsonObject write(Setback setback) {
        JsonObject json = new JsonObject();
        json.addProperty("generation", setback.generation());
        json.addProperty("cause", word(setback));
        return json;
    }

    /** Why a generation was given up, on the wire: {@code died}, {@code cut}, {@code damaged} or {@code unwatched}. */
    static String word(Setback setback) {
        return setback.cause().name().toLowerCase(Locale.ROOT);
    }

    private JsonArray held() {
        JsonArray array = new JsonArray();
        try {
            Instant now = world.time().now();
            quarantine.all().stream().filter(hold -> hold.holds(now)).forEach(hold -> {
                JsonObject json = HoldFormat.write(hold);
                json.addProperty("line", hold.line());
                array.add(json);
            });
        } catch (IOException e) {
            world.log().warn("what is held is not known: " + e.getMessage());
        }
        return array;
    }

    private JsonArray notifiers() {
        JsonArray array = new JsonArray();
        for (Held<Notifier> held : world.stages().takeAll(Notifier.class)) {
            try (held) {
                JsonObject json = new JsonObject();
                json.addProperty("name", held.name());
                json.addProperty("description", held.service().describe());
                json.addProperty("connected", held.service().isConnected());
                array.add(json);
            }
        }
        return array;
    }
}
