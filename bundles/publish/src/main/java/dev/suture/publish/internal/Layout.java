// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.patch.Names;
import dev.suture.publish.PublishException;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * Where everything lies in a workspace: {@code workspace.json} (what it is for; written last, so that a folder with it is
 * complete), {@code keys/}, {@code repository/{metadata,targets}} and {@code parts/} (files in the making).
 *
 * @param folder the workspace
 */
public record Layout(Path folder) {
    private static final int MAX_LENGTH = 4096;
    private static final String WORKSPACE = "workspace.json";

    /** Files that are not whole yet. */
    public Path parts() {
        return folder.resolve("parts");
    }

    /** The private keys. */
    public Path keys() {
        return folder.resolve("keys");
    }

    /** What is served. */
    public Path repository() {
        return folder.resolve("repository");
    }

    Path lock() {
        return folder.resolve(".lock");
    }

    Path workspace() {
        return folder.resolve(WORKSPACE);
    }

    Path metadata(String fileName) {
        return repository().resolve("metadata").resolve(fileName);
    }

    /** The file of a target path; the digest stands before the last name, as consistent snapshots want it. */
    Path target(String path, Digest digest) {
        int name = path.lastIndexOf('/') + 1;
        return repository().resolve("targets").resolve(path.substring(0, name) + digest + "." + path.substring(name));
    }

    Path content(Digest digest) {
        return repository().resolve("targets").resolve("sha256").resolve(digest.hex());
    }

    static byte[] workspaceFile(String product) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("product", product);
        return StrictJson.writePretty(json);
    }

    /** The product this workspace is for. @throws PublishException if it is no workspace */
    public String readProduct() throws PublishException, IOException {
        try {
            Fields fields = Fields.of(WORKSPACE,
                    StrictJson.parse(WORKSPACE, Files.readAllBytes(workspace()), MAX_LENGTH));
            if (fields.integer("format", 0, Long.MAX_VALUE) != 1) {
                throw new PublishException(folder + " was made by a newer version; use that one");
            }
            String product = Names.name("product", fields.string("product"));
            fields.end();
            return product;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new PublishException(folder + " is no workspace; make one with init", e);
        } catch (MalformedException | IllegalArgumentException e) {
            throw new PublishException(workspace() + " is damaged; restore it from a backup", e);
        }
    }
}
