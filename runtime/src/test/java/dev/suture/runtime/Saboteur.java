// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes a release of one of our bundles with a mistake in it that its vendor did not notice. */
final class Saboteur {
    private final Path folder;

    Saboteur(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles one class anew.
     *
     * @param jar the release, which is changed
     * @param source the class, as a path below {@code bundles/}
     * @param right what stands in it
     * @param wrong what stands there then
     */
    Path sabotage(Path jar, String source, String right, String wrong) throws IOException {
        String text = Files.readString(Path.of("../bundles").resolve(source));
        if (!text.contains(right)) {
            throw new IOException(source + " does not say '" + right + "' any more");
        }
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path changed = Files.writeString(sources.resolve(Path.of(source).getFileName()), text.replace(right, wrong));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(changed, classes, jar);
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, inside.getPath(classes.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return jar;
    }

    private static void compile(Path source, Path classes, Path jar) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            String path = jar + ":" + System.getProperty("java.class.path");
            if (!compiler.getTask(complaints, files, null,
                    List.of("-d", classes.toString(), "-cp", path, "-proc:none", "-implicit:none"), null,
                    files.getJavaFileObjects(source)).call()) {
                throw new IOException("cannot compile " + source + ": " + complaints);
            }
        }
    }
}
