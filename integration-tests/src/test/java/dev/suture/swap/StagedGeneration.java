// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/** Describes what is staged in a generation's folder, as the staging bundle would. */
final class StagedGeneration {
    private static final int START_LEVEL = 5;

    private StagedGeneration() {
    }

    static Generation read(Path folder, int number) throws IOException {
        List<ManagedBundle> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(GuestGateway.folder(folder, number))) {
            for (Path file : files.sorted().toList()) {
                bundles.add(bundle(file));
            }
        }
        return new Generation(number, new Origin("gateway", "5.2.0", new PatchLevel(number - 1), Optional.empty()),
                bundles, Map.of());
    }

    private static ManagedBundle bundle(Path file) throws IOException {
        Digest digest = Digest.of(sha256().digest(Files.readAllBytes(file)));
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            BundleRef bundle = new BundleRef(headers.getValue("Bundle-SymbolicName").split(";")[0],
                    headers.getValue("Bundle-Version"), digest);
            return new ManagedBundle(bundle, digest, Files.size(file), START_LEVEL, true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
