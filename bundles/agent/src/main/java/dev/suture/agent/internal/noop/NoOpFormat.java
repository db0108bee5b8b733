// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonObject;

import dev.suture.notify.Bytes;
import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** A no-op as {@code {root, forms{name: {path: base64}}, patch, jar}}. */
public final class NoOpFormat {
    private NoOpFormat() {
    }

    /** As JSON. */
    public static JsonObject write(NoOp noOp) {
        JsonObject forms = new JsonObject();
        noOp.forms().forEach((form, files) -> {
            JsonObject json = new JsonObject();
            files.forEach((path, bytes) -> json.addProperty(path, base64(bytes)));
            forms.add(word(form), json);
        });
        JsonObject json = new JsonObject();
        json.addProperty("root", base64(noOp.root()));
        json.add("forms", forms);
        json.addProperty("patch", noOp.patch().hex());
        json.addProperty("jar", noOp.jar().hex());
        return json;
    }

    /** From JSON. @throws MalformedException if it is none */
    public static NoOp read(Fields fields) throws MalformedException {
        Map<Form, Map<String, Bytes>> forms = new EnumMap<>(Form.class);
        Fields written = fields.object("forms");
        for (Form form : Form.values()) {
            Fields files = written.object(word(form));
            Map<String, Bytes> read = new HashMap<>();
            for (String path : files.members().keySet()) {
                read.put(path, bytes(files, path));
            }
            forms.put(form, read);
        }
        written.end();
        NoOp noOp = new NoOp(bytes(fields, "root"), forms, digest(fields, "patch"), digest(fields, "jar"));
        fields.end();
        return noOp;
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private static Bytes bytes(Fields fields, String name) throws MalformedException {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(fields.string(name)));
        } catch (IllegalArgumentException e) {
            throw wrong(fields, name, e);
        }
    }

    private static Digest digest(Fields fields, String name) throws MalformedException {
        try {
            return new Digest(fields.string(name));
        } catch (IllegalArgumentException e) {
            throw wrong(fields, name, e);
        }
    }

    private static MalformedException wrong(Fields fields, String name, IllegalArgumentException cause) {
        MalformedException refusal = fields.wrong(name, "not well-formed");
        refusal.initCause(cause);
        return refusal;
    }

    private static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
