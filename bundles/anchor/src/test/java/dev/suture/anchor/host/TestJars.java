// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.osgi.framework.BundleActivator;

import dev.suture.anchor.Anchor;

/** Makes small bundles. A library in two versions, and users of it that behave well or badly; or any other. */
public final class TestJars {
    private final Path folder;

    /** Makes them in this folder. */
    public TestJars(Path folder) {
        this.folder = folder;
    }

    /** Says its version by {@code demo.lib.Version.get()}. */
    public Path exporter(String version) throws IOException {
        String source = "package demo.lib; public class Version { public static String get() { return \"" + version
                + "\"; } }";
        return jar("lib-" + version,
                Map.of("Bundle-SymbolicName", "demo.lib", "Bundle-Version", version, "Export-Package",
                        "demo.lib;version=" + version),
                Map.of("demo/lib/Version.java", source), List.of());
    }

    /** Registers a {@code Supplier} of the library's version, after {@code statement} at its start. */
    public Path user(String name, String statement, Path library) throws IOException {
        String source = "package demo.user; import org.osgi.framework.*; import java.util.function.Supplier;"
                + "public class Start implements BundleActivator {"
                + "public void start(BundleContext context) throws Exception {" + statement
                + "Supplier<String> version = demo.lib.Version::get;"
                + "context.registerService(Supplier.class, version, null); }"
                + "public void stop(BundleContext context) { } }";
        return jar(name,
                Map.of("Bundle-SymbolicName", "demo.user", "Bundle-Version", "1.0.0", "Bundle-Activator",
                        "demo.user.Start", "Import-Package", "demo.lib,org.osgi.framework,dev.suture.anchor"),
                Map.of("demo/user/Start.java", source), List.of(library));
    }

    /** Only imports the library's package. */
    public Path bystander() throws IOException {
        return jar("bystander", Map.of("Bundle-SymbolicName", "demo.bystander", "Bundle-Version", "1.0.0",
                "Import-Package", "demo.lib"), Map.of(), List.of());
    }

    /**
     * Any bundle.
     *
     * @param name the file's name, without its ending
     * @param headers beside Manifest-Version and Bundle-ManifestVersion
     * @param content by path in the jar; what ends in {@code .java} is compiled, all else put in as it is
     * @param libraries what the sources need beside the framework
     */
    public Path jar(String name, Map<String, String> headers, Map<String, String> content, List<Path> libraries)
            throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(content).entrySet()) {
                String path = entry.getKey().replaceFirst("\\.java$", ".class");
                jar.putNextEntry(new JarEntry(path));
                jar.write(path.equals(entry.getKey())
                        ? entry.getValue().getBytes(StandardCharsets.UTF_8)
                        : Files.readAllBytes(compile(name, entry, libraries).resolve(path)));
            }
        }
        return file;
    }

    private Path compile(String name, Map.Entry<String, String> source, List<Path> libraries) throws IOException {
        Path file = folder.resolve(name).resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        StringBuilder path = new StringBuilder(
                BundleActivator.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        path.append(':').append(Anchor.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        libraries.forEach(library -> path.append(':').append(library));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(null, files, null, List.of("-d", folder.resolve(name).toString(), "-cp",
                    path.toString(), "-sourcepath", folder.resolve(name).toString(), "-proc:none"), null,
                    files.getJavaFileObjects(file)).call()) {
                throw new IOException("cannot compile " + name);
            }
        }
        return folder.resolve(name);
    }
}
