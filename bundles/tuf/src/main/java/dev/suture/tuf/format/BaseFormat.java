// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import com.google.gson.JsonObject;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** {@code base.json}: {@code {format, product, base, bundles[], configurations{}, artifacts[]}}. */
public final class BaseFormat {
    /** The most bytes a base.json may have. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    private static final String DOCUMENT = "base.json";

    private BaseFormat() {
    }

    /** The bytes of {@code base}. @throws IllegalArgumentException if the format cannot hold it */
    public static byte[] write(BaseRelease base) {
        JsonObject json = Documents.start();
        json.addProperty("product", base.product());
        json.addProperty("base", base.base());
        json.add("bundles", Documents.array(base.bundles(), BaseFormat::write));
        json.add("configurations", Configurations.writeAll(base.configurations()));
        json.add("artifacts", Documents.array(base.artifacts(), ArtifactFormat::write));
        return Documents.write(base, json, BaseFormat::read);
    }

    /** Reads a base.json. @throws MalformedException if it is not exactly of this form */
    public static BaseRelease read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        BaseRelease base = Documents.make(fields, "product",
                () -> new BaseRelease(fields.string("product"), fields.string("base"),
                        Documents.list(fields, "bundles", BaseFormat::bundle),
                        Configurations.readAll(fields, "configurations"),
                        Documents.list(fields, "artifacts", ArtifactFormat::read)));
        fields.end();
        return base;
    }

    private static JsonObject write(BaseBundle bundle) {
        JsonObject json = Values.bundle(bundle.bundle());
        json.addProperty("length", bundle.length());
        json.addProperty("startLevel", bundle.startLevel());
        return json;
    }

    private static BaseBundle bundle(Fields fields) throws MalformedException {
        return new BaseBundle(Values.bundle(fields), fields.integer("length", 0, Long.MAX_VALUE),
                (int) fields.integer("startLevel", 0, Integer.MAX_VALUE));
    }
}
