// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Finds the jar of a bundle that somebody else installed: the framework's own copy, or the file its location names. Neither is
 * believed: a file may have changed since it was installed, so it counts only if the framework serves exactly what is in it.
 */
final class HostJar {
    /** What Felix and Equinox call their copy. */
    private static final Set<String> COPIES = Set.of("bundle.jar", "bundleFile");
    private static final int COPY_DEPTH = 2;
    private static final String VERSIONS = "META-INF/versions/";

    private final Optional<Path> own;
    private final long ownId;

    /** For the framework in which {@code context} is. */
    HostJar(BundleContext context) {
        own = Optional.ofNullable(context.getDataFile("")).map(file -> file.toPath().toAbsolutePath().normalize());
        ownId = context.getBundle().getBundleId();
    }

    /** What an entry of a jar is known by. */
    private record Print(long length, long crc) {}

    /** The jar this bundle runs from; empty if there is none to be had. */
    Optional<Path> find(Bundle bundle) throws IOException {
        List<Path> candidates = Stream.concat(copies(bundle).stream(), located(bundle.getLocation()).stream()).toList();
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate) && isServed(candidate, bundle)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The framework's storage has a folder a bundle, named after its id; the newest revision comes first. */
    private List<Path> copies(Bundle bundle) throws IOException {
        if (own.isEmpty()) {
            return List.of();
        }
        Path folder = own.get().getParent();
        String name = folder.getFileName().toString().replace(Long.toString(ownId),
                Long.toString(bundle.getBundleId()));
        Path other = folder.resolveSibling(name);
        if (!Files.isDirectory(other)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(other, COPY_DEPTH,
                (file, attributes) -> COPIES.contains(file.getFileName().toString()))) {
            return files.sorted(Collections.reverseOrder()).toList();
        }
    }

    private static Optional<Path> located(String location) {
        String address = location.replaceFirst("^initial@", "").replaceFirst("^reference:", "");
        if (!address.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(URI.create(address)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // relative, or with signs that no URI has: not to be had by its location
        }
    }

    /** Felix serves another version of a class where a jar has several. */
    private static boolean isServed(Path jar, Bundle bundle) throws IOException {
        List<? extends ZipEntry> entries;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            entries = zip.stream().filter(entry -> !entry.isDirectory()).toList();
        }
        Set<String> names = entries.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        Map<String, Set<Print>> prints = entries.stream().collect(Collectors.groupingBy(
                entry -> unversioned(entry.getName()),
                Collectors.mapping(entry -> new Print(entry.getSize(), entry.getCrc()), Collectors.toSet())));
        if (!files(bundle, "/", new HashSet<>()).stream()
                .allMatch(name -> names.contains(name) || prints.containsKey(name))) {
            return false;
        }
        for (String name : names) {
            if (!name.startsWith(VERSIONS) && !prints.get(name).contains(print(bundle, name))) {
                return false;
            }
        }
        return !names.isEmpty();
    }

    private static String unversioned(String name) {
        return name.startsWith(VERSIONS)
                ? name.substring(Math.max(name.indexOf('/', VERSIONS.length()) + 1, VERSIONS.length()))
                : name;
    }

    private static Set<String> files(Bundle bundle, String folder, Set<String> found) {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        while (paths != null && paths.hasMoreElements()) {
            String path = paths.nextElement();
            if (path.endsWith("/")) {
                files(bundle, path, found);
            } else {
                found.add(path);
            }
        }
        return found;
    }

    private static Print print(Bundle bundle, String name) throws IOException {
        URL entry = bundle.getEntry(name);
        if (entry == null) {
            return new Print(-1, -1);
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(entry.openStream(), crc)) {
            return new Print(in.transferTo(OutputStream.nullOutputStream()), crc.getValue());
        }
    }
}
