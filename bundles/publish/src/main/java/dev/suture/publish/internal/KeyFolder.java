// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.publish.PublishException;
import dev.suture.tuf.PrivateKey;
import dev.suture.tuf.Delegator;
import dev.suture.tuf.Role;
import dev.suture.tuf.Signer;

/**
 * The folder of private keys, one {@code .pem} each. Which key is whose says the root metadata, not the file's name. Keys are
 * read anew each time they are asked for.
 *
 * @param folder the folder
 */
public record KeyFolder(Path folder) {
    private static final long MAX_LENGTH = 4096;

    /** Makes the folder, for its owner alone. */
    void create() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** Keeps a key. */
    void keep(String name, PrivateKey key, Disk disk) throws IOException {
        disk.writeSecret(folder.resolve(name + ".pem"), KeyPem.write(key));
    }

    /**
     * All that are here and may sign for a role.
     *
     * @throws PublishException if they are not enough
     */
    List<Signer> signers(Delegator delegator, String name) throws PublishException, IOException {
        Role role = delegator.findRole(name).orElseThrow();
        List<Signer> signers = all().stream().filter(signer -> role.keyIds().contains(signer.key().id())).toList();
        Optional<String> lack = role.findLack(signers.stream().map(Signer::key).toList());
        if (lack.isPresent()) {
            throw new PublishException("the role " + name + " cannot sign: " + lack.get() + " are in " + folder
                    + "; put the missing ones back");
        }
        return signers;
    }

    /** All private keys that are here. @throws PublishException if a file is no key, or others may read it */
    List<Signer> all() throws PublishException, IOException {
        List<Signer> signers = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
                for (Path file : files) {
                    signers.add(read(file));
                }
            }
        }
        return signers;
    }

    private static Signer read(Path file) throws PublishException, IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE).containsAll(mode)) {
                throw new PublishException("others may use the key " + file + "; run: chmod 600 " + file);
            }
        }
        if (Files.size(file) > MAX_LENGTH) {
            throw new PublishException("the key " + file + " is too long to be one");
        }
        try {
            return KeyPem.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new PublishException("the key " + file + " is unusable: " + e.getMessage(), e);
        }
    }
}
