// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.suture.delta.BundleManifest;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/**
 * The two versions that take each other's place; every technique gets the same bytes.
 *
 * @param first what the gateway starts with
 * @param second the other
 */
record Libraries(Library first, Library second) {
    static final String SYMBOLIC_NAME = "org.apache.commons.commons-text";
    private static final String COORDINATES = "org.apache.commons:commons-text:";

    /**
     * One version.
     *
     * @param file its canonical jar
     * @param bundle what it is
     * @param length length of the file in bytes
     */
    record Library(Path file, BundleRef bundle, long length) {}

    /** Writes both as canonical jars into {@code folder}. */
    static Libraries prepare(Home home, Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Libraries(canonical(home, folder, SwapBench.HOLE), canonical(home, folder, SwapBench.FIXED));
    }

    /** The one that is not of this version. */
    Library other(String version) {
        return version.equals(first.bundle().version()) ? second : first;
    }

    private static Library canonical(Home home, Path folder, String version) throws IOException {
        Path jar = home.jar(Coordinates.parse(COORDINATES + version));
        Path file = folder.resolve(version + ".jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            CanonicalJar.Summary summary = CanonicalJar.write(jar, out);
            BundleManifest manifest = BundleManifest.read(jar);
            return new Library(file,
                    new BundleRef(manifest.symbolicName(), manifest.version(), new Digest(summary.sha256())),
                    summary.length());
        }
    }
}
