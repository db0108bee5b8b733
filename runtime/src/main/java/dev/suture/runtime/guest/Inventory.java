// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * The bundles a host has installed, those of ours not among them; the content of {@code inventory.json}.
 *
 * @param framework name and version of the framework
 * @param bundles in the order of their ids
 */
public record Inventory(String framework, List<Item> bundles) {
    private static final String DOCUMENT = "inventory.json";
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    /**
     * One bundle.
     *
     * @param place what tells whether it is still the one that was hashed
     * @param symbolicName its Bundle-SymbolicName; empty if it has none
     * @param version its Bundle-Version
     * @param startLevel the start level it runs at
     * @param started whether it runs, or would if the framework were at its start level
     * @param content what it consists of
     */
    public record Item(Place place, String symbolicName, String version, int startLevel, boolean started,
            Content content) {
        /** What a base release would call it; empty if its content cannot be known. */
        public Optional<BaseBundle> find() {
            return content instanceof Content.Known known
                    ? Optional.of(new BaseBundle(new BundleRef(symbolicName, version, known.digest()), known.length(),
                            startLevel))
                    : Optional.empty();
        }
    }

    /**
     * Where and when a bundle was installed.
     *
     * @param id its bundle id
     * @param location its location
     * @param modified when it was installed or updated last, as the framework tells
     */
    public record Place(long id, String location, long modified) {}

    /** What a bundle consists of. */
    public sealed interface Content {
        /** Its canonical jar. */
        record Known(Digest digest, long length) implements Content {}

        /** Why it cannot be hashed. */
        record Unknown(String why) implements Content {}
    }

    public Inventory {
        bundles = List.copyOf(bundles);
    }

    /** The bundle with this content. */
    Optional<Item> find(Digest digest) {
        return bundles.stream().filter(
                item -> item.content() instanceof Content.Known known && known.digest().equals(digest)).findFirst();
    }

    /** For people and for {@code suture base}. */
    public byte[] write() {
        JsonArray array = new JsonArray();
        bundles.forEach(item -> array.add(write(item)));
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("framework", framework);
        json.add("bundles", array);
        return StrictJson.writePretty(json);
    }

    /** Reads what {@link #write} gave. @throws MalformedException if it is something else */
    public static Inventory read(byte[] utf8) throws MalformedException {
        Fields fields = Fields.of(DOCUMENT, StrictJson.parse(DOCUMENT, utf8, MAX_LENGTH));
        fields.integer("format", 1, 1);
        List<Item> bundles = new ArrayList<>();
        for (Fields item : fields.objects("bundles")) {
            bundles.add(item(item));
            item.end();
        }
        Inventory inventory = new Inventory(fields.string("framework"), bundles);
        fields.end();
        return inventory;
    }

    private static JsonObject write(Item item) {
        JsonObject json = new JsonObject();
        json.addProperty("bundle", item.symbolicName());
        json.addProperty("version", item.version());
        if (item.content() instanceof Content.Known known) {
            json.addProperty("digest", known.digest().hex());
            json.addProperty("length", known.length());
        } else if (item.content() instanceof Content.Unknown unknown) {
            json.addProperty("why", unknown.why());
        }
        json.addProperty("startLevel", item.startLevel());
        json.addProperty("started", item.started());
        json.addProperty("id", item.place().id());
        json.addProperty("location", item.place().location());
        json.addProperty("modified", item.place().modified());
        return json;
    }

    private static Item item(Fields fields) throws MalformedException {
        Place place = new Place(fields.integer("id", 0, Long.MAX_VALUE), fields.string("location"),
                fields.integer("modified", Long.MIN_VALUE, Long.MAX_VALUE));
        return new Item(place, fields.string("bundle"), fields.string("version"),
                (int) fields.integer("startLevel", 1, Integer.MAX_VALUE), fields.bool("started"), content(fields));
    }

    private static Content content(Fields fields) throws MalformedException {
        Optional<String> why = fields.findString("why");
        if (why.isPresent()) {
            return new Content.Unknown(why.get());
        }
        try {
            return new Content.Known(new Digest(fields.string("digest")), fields.integer("length", 0, Long.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(DOCUMENT, e.getMessage(), e);
        }
    }
}
