// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.suture.delta.BadJarException;
import dev.suture.delta.BundleManifest;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.publish.PublishException;

/**
 * A bundle somebody gave us.
 *
 * @param jar the file as it was given
 * @param bundle what it is; the digest is that of its canonical form
 * @param length length of its canonical form in bytes
 */
record BundleFile(Path jar, BundleRef bundle, long length) {
    /** As below; the canonical form is written to a file. */
    static BundleFile read(Path jar, Path canonical) throws PublishException, IOException {
        try (OutputStream out = Files.newOutputStream(canonical)) {
            return read(jar, out);
        }
    }

    /**
     * Reads a jar and writes its canonical form to {@code canonical}.
     *
     * @throws PublishException if it is no bundle
     */
    static BundleFile read(Path jar, OutputStream canonical) throws PublishException, IOException {
        if (!Files.isRegularFile(jar)) {
            throw new PublishException(jar + " does not exist, or is no file");
        }
        try {
            BundleManifest manifest = BundleManifest.read(jar);
            CanonicalJar.Summary form = CanonicalJar.write(jar, canonical);
            return new BundleFile(jar,
                    new BundleRef(manifest.symbolicName(), manifest.version(), new Digest(form.sha256())),
                    form.length());
        } catch (BadJarException e) {
            throw new PublishException(jar + ": " + e.getMessage(), e);
        }
    }
}
