// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things stand in this checkout, once it is built. */
public final class House {
    /** The checkout; tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** The features as they ship, with every bundle they name. */
    static final Path HOME = ROOT.resolve("features/target/home");
    /** The runtime's classes. */
    static final Path RUNTIME = ROOT.resolve("runtime/target/classes");

    private House() {
    }

    /** The folders of the bundles. */
    static List<Path> bundleFolders() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
        }
    }

    /** The bundles as they were built. */
    static List<BuiltBundle> bundles() {
        try {
            return bundleFolders().stream().map(BuiltBundle::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle in the folder of this name. */
    public static BuiltBundle bundle(String name) {
        return BuiltBundle.of(ROOT.resolve("bundles").resolve(name));
    }

    /** The Java sources below one of the checkout's folders, tests included. */
    static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/")).toList();
        }
    }
}
