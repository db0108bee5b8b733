// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The jar or folder on the class path that a class comes from. Used by one thread. */
final class ClassSource implements Closeable {
    private static final String SUFFIX = ".class";
    /** Any fixed time: the same distribution makes the same bytes. */
    private static final long TIME = 315_532_800_000L;

    private final Path top;
    private final Optional<FileSystem> opened;

    private ClassSource(Path top, Optional<FileSystem> opened) {
        this.top = top;
        this.opened = opened;
    }

    static ClassSource of(Class<?> type) throws IOException {
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return new ClassSource(place, Optional.empty());
            }
            FileSystem jar = FileSystems.newFileSystem(place);
            return new ClassSource(jar.getPath("/"), Optional.of(jar));
        } catch (URISyntaxException e) {
            throw new IOException(type + " comes from no file", e);
        }
    }

    Manifest manifest() throws IOException {
        try (InputStream in = Files.newInputStream(top.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in);
        }
    }

    /** Copies the classes in and below a folder. */
    void copyAll(String folder, JarOutputStream out) throws IOException {
        for (String name : classes(folder)) {
            copy(name, out);
        }
    }

    /** Copies one class and those nested in it. */
    void copy(Class<?> type, JarOutputStream out) throws IOException {
        String stem = path(type.getName());
        for (String name : classes(path(type.getPackageName()))) {
            if (name.equals(stem + SUFFIX) || name.startsWith(stem + "$")) {
                copy(name, out);
            }
        }
    }

    private List<String> classes(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(top.resolve(folder))) {
            return files.map(file -> top.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/")
                            && !name.endsWith("module-info" + SUFFIX))
                    .sorted().toList();
        }
    }

    private static String path(String name) {
        return name.replace('.', '/');
    }

    private void copy(String name, JarOutputStream out) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(TIME);
        out.putNextEntry(entry);
        Files.copy(top.resolve(name), out);
        out.closeEntry();
    }

    @Override
    public void close() throws IOException {
        if (opened.isPresent()) {
            opened.get().close();
        }
    }
}
