// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * A bundle as it was built.
 *
 * @param name the name of its folder, e.g. {@code notify.mqtt}
 * @param jar its jar
 * @param headers its manifest
 * @param packages every package with a class in it
 */
public record BuiltBundle(String name, Path jar, Attributes headers, Set<String> packages) {
    private static final String VERSION = System.getProperty("suture.version");

    /** The one of this folder, of the version that is being built. */
    static BuiltBundle of(Path folder) {
        String name = folder.getFileName().toString();
        return read(name, folder.resolve("target/dev.suture." + name + "-" + VERSION + ".jar"));
    }

    /** Any jar. */
    static BuiltBundle read(String name, Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Set<String> packages = file.stream().map(JarEntry::getName).filter(entry -> entry.endsWith(".class"))
                    .filter(entry -> entry.contains("/") && !entry.startsWith("META-INF/"))
                    .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            return new BuiltBundle(name, jar, file.getManifest().getMainAttributes(), packages);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " is not built; run mvn verify in the root of the checkout", e);
        }
    }

    /** The packages it imports. */
    Set<String> imports() {
        return clauses("Import-Package");
    }

    /** The packages it exports. */
    Set<String> exports() {
        return clauses("Export-Package");
    }

    /** The header's clauses without their attributes and directives. */
    Set<String> clauses(String header) {
        String unquoted = find(header).orElse("").replaceAll("\"[^\"]*\"", "");
        return Arrays.stream(unquoted.split(",")).map(clause -> clause.split(";")[0].strip())
                .filter(clause -> !clause.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A header's value. */
    Optional<String> find(String header) {
        return Optional.ofNullable(headers.getValue(header));
    }
}
