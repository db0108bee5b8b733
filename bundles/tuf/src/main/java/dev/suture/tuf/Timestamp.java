// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Timestamp metadata (TUF §4.6): which snapshot is the newest.
 *
 * @param header version and expiry
 * @param snapshot the snapshot file
 */
public record Timestamp(Header header, MetaFile snapshot) implements Metadata {
    static Timestamp read(Header header, Fields fields) throws MalformedException {
        return new Timestamp(header, MetaFile.read(fields.object("meta").object(RoleType.SNAPSHOT.fileName())));
    }

    @Override
    public JsonObject toJson() {
        JsonObject meta = new JsonObject();
        meta.add(RoleType.SNAPSHOT.fileName(), snapshot.toJson());
        JsonObject json = header.toJson(RoleType.TIMESTAMP.type());
        json.add("meta", meta);
        return json;
    }
}
