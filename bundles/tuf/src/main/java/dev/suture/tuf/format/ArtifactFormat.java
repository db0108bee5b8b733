// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import com.google.gson.JsonObject;

import dev.suture.patch.Artifact;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** One way to obtain a jar, in {@code patch.json} and {@code base.json}. */
final class ArtifactFormat {
    private ArtifactFormat() {
    }

    static JsonObject write(Artifact artifact) {
        JsonObject json = new JsonObject();
        json.addProperty("digest", artifact.digest().hex());
        json.addProperty("length", artifact.length());
        json.addProperty("encoding", Values.word(artifact.encoding()));
        artifact.source().ifPresent(source -> json.addProperty("source", source.hex()));
        json.addProperty("content", artifact.content().hex());
        json.addProperty("contentLength", artifact.contentLength());
        return json;
    }

    static Artifact read(Fields fields) throws MalformedException {
        return new Artifact(Values.digest(fields, "digest"), fields.integer("length", 0, Long.MAX_VALUE),
                Values.constant(fields, "encoding", Artifact.Encoding.class), Values.findDigest(fields, "source"),
                Values.digest(fields, "content"), fields.integer("contentLength", 0, Long.MAX_VALUE));
    }
}
