// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.util.List;

import com.google.gson.JsonObject;

import dev.suture.patch.Advisory;
import dev.suture.patch.Artifact;
import dev.suture.patch.Changes;
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code patch.json}: <pre>
 * {format, product, base, level, replaces[], stops[], removes[], configurations[], artifacts[], advisory,
 *  pace, deadline?, consent, mode, rehearsal?}</pre>
 */
public final class PatchFormat {
    /** The most bytes a patch.json may have. */
    public static final int MAX_LENGTH = 1024 * 1024;

    private static final String DOCUMENT = "patch.json";

    private PatchFormat() {
    }

    /** The bytes of {@code patch}. @throws IllegalArgumentException if the format cannot hold it */
    public static byte[] write(Patch patch) {
        JsonObject json = Documents.start();
        json.addProperty("product", patch.id().product());
        json.addProperty("base", patch.id().base());
        json.addProperty("level", patch.id().level().number());
        write(patch.changes(), json);
        json.add("artifacts", Documents.array(patch.artifacts(), ArtifactFormat::write));
        json.add("advisory", AdvisoryFormat.write(patch.advisory()));
        TermsFormat.write(patch.terms(), json);
        return Documents.write(patch, json, PatchFormat::read);
    }

    /** Reads a patch.json. @throws MalformedException if it is not exactly of this form */
    public static Patch read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        PatchLevel level = new PatchLevel((int) fields.integer("level", 1, 9999));
        PatchId id = Documents.make(fields, "product",
                () -> new PatchId(fields.string("product"), fields.string("base"), level));
        Changes changes = Documents.make(fields, "replaces", () -> changes(fields));
        List<Artifact> artifacts = Documents.list(fields, "artifacts", ArtifactFormat::read);
        Fields advised = fields.object("advisory");
        Advisory advisory = AdvisoryFormat.read(advised);
        advised.end();
        Patch patch = Documents.make(fields, "artifacts",
                () -> new Patch(id, changes, artifacts, advisory, TermsFormat.read(fields)));
        fields.end();
        return patch;
    }

    private static void write(Changes changes, JsonObject json) {
        json.add("replaces", Documents.array(changes.replaces(), PatchFormat::write));
        json.add("stops", Documents.array(changes.stops(), Values::bundle));
        json.add("removes", Documents.array(changes.removes(), Values::bundle));
        json.add("configurations", Documents.array(changes.configurations(), PatchFormat::write));
    }

    private static Changes changes(Fields fields) throws MalformedException {
        return new Changes(Documents.list(fields, "replaces", PatchFormat::replacement),
                Documents.list(fields, "stops", Values::bundle), Documents.list(fields, "removes", Values::bundle),
                Documents.list(fields, "configurations", PatchFormat::configuration));
    }

    private static JsonObject write(Replacement replacement) {
        JsonObject json = new JsonObject();
        json.add("from", Values.bundle(replacement.from()));
        json.add("to", Values.bundle(replacement.to()));
        return json;
    }

    private static Replacement replacement(Fields fields) throws MalformedException {
        Fields from = fields.object("from");
        Fields to = fields.object("to");
        Replacement replacement = new Replacement(Values.bundle(from), Values.bundle(to));
        from.end();
        to.end();
        return replacement;
    }

    private static JsonObject write(ConfigurationChange change) {
        JsonObject json = new JsonObject();
        json.addProperty("pid", change.pid());
        json.addProperty("bundle", change.symbolicName());
        json.add("properties", Configurations.write(change.properties()));
        json.addProperty("force", change.force());
        return json;
    }

    private static ConfigurationChange configuration(Fields fields) throws MalformedException {
        return new ConfigurationChange(fields.string("pid"), fields.string("bundle"),
                Configurations.read(fields, "properties"), fields.bool("force"));
    }
}
