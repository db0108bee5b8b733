// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.osgi.framework.BundleActivator;

/** Makes bundles of one class each. A library in two versions, and users of it that behave well or badly. */
final class TestJars {
    private final Path folder;

    TestJars(Path folder) {
        this.folder = folder;
    }

    /** Says its version by {@code demo.lib.Version.get()}. */
    Path library(String version) throws IOException {
        String source = "package demo.lib; public class Version { public static String get() { return \"" + version
                + "\"; } }";
        return jar("lib-" + version, "demo/lib/Version", source, List.of(),
                Map.of("Bundle-SymbolicName", "demo.lib", "Bundle-Version", version, "Export-Package",
                        "demo.lib;version=" + version));
    }

    /** Registers a {@code Supplier} of the library's version, after {@code statement} at its start. */
    Path user(String name, String statement, Path library) throws IOException {
        String source = "package demo.user; import org.osgi.framework.*; import java.util.function.Supplier;"
                + "public class Start implements BundleActivator {"
                + "public void start(BundleContext context) throws Exception {" + statement
                + "Supplier<String> version = demo.lib.Version::get;"
                + "context.registerService(Supplier.class, version, null); }"
                + "public void stop(BundleContext context) { } }";
        return jar(name, "demo/user/Start", source, List.of(library),
                Map.of("Bundle-SymbolicName", "demo.user", "Bundle-Version", "1.0.0", "Bundle-Activator",
                        "demo.user.Start", "Import-Package", "demo.lib,org.osgi.framework"));
    }

    /** Only imports the library's package. */
    Path bystander() throws IOException {
        return jar("bystander", "demo/bystander/Nothing", "package demo.bystander; class Nothing { }", List.of(),
                Map.of("Bundle-SymbolicName", "demo.bystander", "Bundle-Version", "1.0.0", "Import-Package",
                        "demo.lib"));
    }

    private Path jar(String name, String type, String source, List<Path> libraries, Map<String, String> headers)
            throws IOException {
        Path classes = compile(name, type, source, libraries);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(type + ".class"));
            jar.write(Files.readAllBytes(classes.resolve(type + ".class")));
        }
        return file;
    }

    private Path compile(String name, String type, String source, List<Path> libraries) throws IOException {
        Path file = folder.resolve(name).resolve(type + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        StringBuilder path = new StringBuilder(
                BundleActivator.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        libraries.forEach(library -> path.append(':').append(library));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(null, files, null, List.of("-d", folder.resolve(name).toString(), "-cp",
                    path.toString(), "-proc:none"), null, files.getJavaFileObjects(file)).call()) {
                throw new IOException("cannot compile " + name);
            }
        }
        return folder.resolve(name);
    }
}
