// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.suture.publish.PublishException;
import dev.suture.tuf.Ed25519PrivateKey;
import dev.suture.tuf.Role;
import dev.suture.tuf.Root;
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

    /** Makes a key and keeps it. */
    Signer create(String name, SecureRandom random, Disk disk) throws IOException {
        Ed25519PrivateKey key = Ed25519PrivateKey.generate(random);
        disk.writeSecret(folder.resolve(name + ".pem"), KeyPem.write(key));
        return key;
    }

    /**
     * Those who sign for a role.
     *
     * @throws PublishException if fewer keys are here than must sign
     */
    List<Signer> signers(Root root, String name) throws PublishException, IOException {
        Role role = root.findRole(name).orElseThrow();
        List<Signer> signers = all().stream().filter(signer -> role.keyIds().contains(signer.key().id())).toList();
        if (signers.size() < role.threshold()) {
            throw new PublishException("the role " + name + " needs " + role.threshold() + " of its keys in " + folder
                    + " and " + signers.size() + " are there; put the missing ones back");
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
