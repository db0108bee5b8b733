// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import com.google.gson.JsonObject;

import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code generations/<n>.json}: {@code {format, number, product, base, level, patch?, bundles[], configurations{}}}. Never
 * signed: it is the device's own.
 */
public final class GenerationFormat {
    /** The most bytes a generation's file may have. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    private static final String DOCUMENT = "generation";

    private GenerationFormat() {
    }

    /** The bytes of {@code generation}. @throws IllegalArgumentException if the format cannot hold it */
    public static byte[] write(Generation generation) {
        JsonObject json = Documents.start();
        json.addProperty("number", generation.number());
        json.addProperty("product", generation.origin().product());
        json.addProperty("base", generation.origin().base());
        json.addProperty("level", generation.origin().level().number());
        generation.origin().patch().ifPresent(patch -> json.addProperty("patch", patch.hex()));
        json.add("bundles", Documents.array(generation.bundles(), GenerationFormat::write));
        json.add("configurations", Configurations.writeAll(generation.configurations()));
        return Documents.write(generation, json, GenerationFormat::read);
    }

    /** Reads a generation's file. @throws MalformedException if it is not exactly of this form */
    public static Generation read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        int number = (int) fields.integer("number", 1, Integer.MAX_VALUE);
        Generation generation = Documents.make(fields, "bundles",
                () -> new Generation(number, origin(fields),
                        Documents.list(fields, "bundles", GenerationFormat::bundle),
                        Configurations.readAll(fields, "configurations")));
        fields.end();
        return generation;
    }

    private static Origin origin(Fields fields) throws MalformedException {
        return new Origin(fields.string("product"), fields.string("base"),
                new PatchLevel((int) fields.integer("level", 0, 9999)), Values.findDigest(fields, "patch"));
    }

    private static JsonObject write(ManagedBundle bundle) {
        JsonObject json = Values.bundle(bundle.bundle());
        json.addProperty("base", bundle.base().hex());
        json.addProperty("length", bundle.length());
        json.addProperty("startLevel", bundle.startLevel());
        json.addProperty("started", bundle.started());
        return json;
    }

    private static ManagedBundle bundle(Fields fields) throws MalformedException {
        return new ManagedBundle(Values.bundle(fields), Values.digest(fields, "base"),
                fields.integer("length", 0, Long.MAX_VALUE), (int) fields.integer("startLevel", 0, Integer.MAX_VALUE),
                fields.bool("started"));
    }
}
