// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code quarantine.json}: the patches that are not tried by themselves, oldest first. Changed under the anchor's lease,
 * read by any thread.
 */
final class Quarantine {
    private static final int MOST = 256;

    private final Path file;

    Quarantine(Path root) {
        this.file = root.resolve(HoldFormat.DOCUMENT);
    }

    /**
     * Why a patch is held here, if it is.
     *
     * @throws IOException if the file cannot be read or understood: then nobody knows, and nothing may be installed
     */
    Optional<Hold> find(Digest patch) throws IOException {
        return all().stream().filter(hold -> hold.patch().equals(patch)).findFirst();
    }

    /** All of them. @throws IOException as {@link #find} */
    List<Hold> all() throws IOException {
        try {
            return HoldFormat.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (MalformedException e) {
            throw new IOException(e.getMessage() + "; remove " + file + " to let every patch be tried again", e);
        }
    }

    /** Holds a patch from now on, in place of what held it before. */
    void put(Hold hold) throws IOException {
        List<Hold> holds = without(hold.patch());
        holds.add(hold);
        write(holds.subList(Math.max(0, holds.size() - MOST), holds.size()));
    }

    /** Forgets a patch. */
    void lift(Digest patch) throws IOException {
        if (find(patch).isPresent()) {
            write(without(patch));
        }
    }

    /** Forgets them all, even if they cannot be read. */
    void clear() throws IOException {
        if (Files.exists(file)) {
            write(List.of());
        }
    }

    private List<Hold> without(Digest patch) throws IOException {
        List<Hold> holds = new ArrayList<>(all());
        holds.removeIf(hold -> hold.patch().equals(patch));
        return holds;
    }

    private void write(List<Hold> holds) throws IOException {
        DurableFile.replace(file, HoldFormat.write(holds));
    }
}
