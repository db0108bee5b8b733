// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.tuf.format.GenerationFormat;
import dev.suture.tuf.json.MalformedException;

/** Checks that what a generation says is what lies on the disk: what is hashed is what loads. */
final class Seal {
    private final Path generations;
    private final Optional<Generation> made;

    Seal(Path root) {
        this(root, Optional.empty());
    }

    /** @param made what this process has just written and hashed, so that reading it back would say nothing new */
    Seal(Path root, Optional<Generation> made) {
        this.generations = root.resolve("generations");
        this.made = made;
    }

    /** The generation of this number, if its description and every file of it are whole. */
    Optional<Generation> open(int number) throws IOException {
        if (made.isPresent() && made.get().number() == number) {
            return made;
        }
        Path file = generations.resolve(number + ".json");
        if (!Files.isRegularFile(file) || Files.size(file) > GenerationFormat.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Generation generation = GenerationFormat.read(Files.readAllBytes(file));
            boolean whole = generation.number() == number
                    && generation.bundles().parallelStream().allMatch(bundle -> isWhole(number, bundle));
            return whole ? Optional.of(generation) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Where the framework loads a bundle from. */
    Path file(int number, ManagedBundle bundle) {
        return generations.resolve(Integer.toString(number)).resolve(bundle.fileName());
    }

    private boolean isWhole(int number, ManagedBundle bundle) {
        Path file = file(number, bundle);
        try (InputStream in = Files.newInputStream(file)) {
            return Files.size(file) == bundle.length() && digest(in).equals(bundle.bundle().digest());
        } catch (IOException e) {
            return false;
        }
    }

    /** The SHA-256 of what is left of {@code in}. */
    static Digest digest(InputStream in) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return Digest.of(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
