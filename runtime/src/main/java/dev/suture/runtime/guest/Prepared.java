// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

import dev.suture.patch.BaseRelease;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.Disk;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What {@code suture adopt} has laid into the state root for the guest: the folder {@code guest}.
 *
 * @param product the product
 * @param device this device's id
 * @param wanted the base release to adopt, by the operator's word; empty: the one that is what the host runs
 * @param bases verified base releases of the product
 * @param updater the bundles to bring in, in start order, and the configurations of this site
 */
public record Prepared(String product, String device, Optional<String> wanted, List<BaseRelease> bases,
        BaseRelease updater) {
    private static final String DOCUMENT = "guest.json";
    private static final int MAX_LENGTH = 64 * 1024;

    public Prepared {
        bases = List.copyOf(bases);
    }

    /** Whether this state root is that of a guest. */
    public static boolean isIn(Path root) {
        return Files.exists(folder(root).resolve(DOCUMENT));
    }

    /** What is in this state root. @throws UserError if nothing is prepared there, or it is damaged */
    public static Prepared read(Path root) throws IOException {
        try {
            Fields fields = Fields.of(DOCUMENT,
                    StrictJson.parse(DOCUMENT, Files.readAllBytes(folder(root).resolve(DOCUMENT)), MAX_LENGTH));
            fields.integer("format", 1, 1);
            Prepared prepared = new Prepared(fields.string("product"), fields.string("device"),
                    fields.findString("base"), readBases(root),
                    BaseFormat.read(Files.readAllBytes(folder(root).resolve("updater.json"))));
            fields.end();
            return prepared;
        } catch (NoSuchFileException e) {
            throw new UserError("nothing is prepared in " + root + " (" + e.getFile()
                    + " is missing); run suture adopt --root " + root + " on this machine", e);
        } catch (MalformedException e) {
            throw new UserError("what is prepared in " + root + " is damaged (" + e.getMessage()
                    + "); run suture adopt --root " + root + " again", e);
        }
    }

    /** Writes it durably; the document that makes it valid comes last. */
    public void write(Path root) throws IOException {
        Path folder = folder(root);
        Disk.makeFolder(folder.resolve("bases"));
        for (Path old : list(folder.resolve("bases"))) {
            Files.delete(old);
        }
        for (BaseRelease base : bases) {
            Disk.replace(folder.resolve("bases").resolve(base.base() + ".json"), BaseFormat.write(base));
        }
        Disk.replace(folder.resolve("updater.json"), BaseFormat.write(updater));
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("product", product);
        json.addProperty("device", device);
        wanted.ifPresent(base -> json.addProperty("base", base));
        Disk.replace(folder.resolve(DOCUMENT), StrictJson.writePretty(json));
    }

    /** The symbolic names of the updater's bundles. */
    Set<String> updaterNames() {
        return updater.bundles().stream().map(bundle -> bundle.bundle().symbolicName()).collect(Collectors.toSet());
    }

    private static List<BaseRelease> readBases(Path root) throws IOException, MalformedException {
        List<BaseRelease> bases = new ArrayList<>();
        for (Path file : list(folder(root).resolve("bases"))) {
            bases.add(BaseFormat.read(Files.readAllBytes(file)));
        }
        return bases;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Path folder(Path root) {
        return root.resolve("guest");
    }
}
