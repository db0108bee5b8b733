// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/** Another distribution: the shipped one, but for some bundles. */
final class Homes {
    private final Path folder;

    /** Makes it in an empty folder. */
    Homes(Path folder) throws IOException {
        this.folder = folder;
        Path shipped = Home.ofThisProcess().folder();
        try (Stream<Path> files = Files.walk(shipped.resolve("repository"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Path here = folder.resolve(shipped.relativize(file));
                Files.createDirectories(here.getParent());
                place(file, here);
            }
        }
        Files.createDirectories(folder.resolve("features"));
        try (Stream<Path> files = Files.list(shipped.resolve("features"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("features").resolve(file.getFileName()));
            }
        }
    }

    private static void place(Path file, Path here) throws IOException {
        try {
            Files.createLink(here, file);
        } catch (FileSystemException e) {
            Files.copy(file, here); // on another disk
        }
    }

    /** Has the features name this jar, by its own version, in place of the one they name. */
    void replace(String artifact, Path jar) throws IOException {
        String version;
        try (JarFile file = new JarFile(jar.toFile())) {
            version = file.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
        Path here = Coordinates.parse(artifact + ":" + version).in(folder.resolve("repository"));
        Files.createDirectories(here.getParent());
        Files.copy(jar, here);
        try (Stream<Path> features = Files.list(folder.resolve("features"))) {
            for (Path feature : features.toList()) {
                Files.writeString(feature, Files.readString(feature)
                        .replaceAll("\"" + Pattern.quote(artifact) + ":[^\"]+\"",
                                "\"" + artifact + ":" + version + "\""));
            }
        }
    }

    Home home() {
        return new Home(folder);
    }
}
