// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * The patches that were taken back because the device was not well with them, by the digest of their patch.json:
 * {@code quarantine.json} = {@code {format, digests[]}}, oldest first. None of them is tried again by itself. Used under the
 * anchor's lease.
 */
final class Quarantine {
    private static final String DOCUMENT = "quarantine.json";
    private static final int MOST = 256;
    private static final int MAX_LENGTH = 64 * 1024;

    private final Path file;

    Quarantine(Path root) {
        this.file = root.resolve(DOCUMENT);
    }

    /**
     * Whether a patch is held here.
     *
     * @throws IOException if the file cannot be read or understood: then nobody knows, and nothing may be installed
     */
    boolean holds(Digest patch) throws IOException {
        return read().contains(patch.hex());
    }

    /** Holds a patch from now on. */
    void add(Digest patch) throws IOException {
        Set<String> digests = read();
        if (!digests.add(patch.hex())) {
            return;
        }
        JsonArray array = new JsonArray();
        digests.stream().skip(Math.max(0, digests.size() - MOST)).map(JsonPrimitive::new).forEach(array::add);
        JsonObject json = Documents.start();
        json.add("digests", array);
        DurableFile.replace(file, StrictJson.writePretty(json));
    }

    private Set<String> read() throws IOException {
        try {
            Fields fields = Documents.open(DOCUMENT, Files.readAllBytes(file), MAX_LENGTH);
            List<String> digests = fields.strings("digests");
            fields.end();
            return new LinkedHashSet<>(digests);
        } catch (NoSuchFileException e) {
            return new LinkedHashSet<>();
        } catch (MalformedException e) {
            throw new IOException(e.getMessage() + "; remove " + file + " to let every patch be tried again", e);
        }
    }
}
