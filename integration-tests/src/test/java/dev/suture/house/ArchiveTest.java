// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that integrators unpack. */
class ArchiveTest {
    private static final String TOP = "suture-0.1.0/";
    private static final Path FILE = House.ROOT.resolve("runtime/target/suture-0.1.0.tar.gz");
    private static final long MOST_BYTES = 20_000_000;

    @TempDir
    static Path unpacked;
    private static List<Entry> entries;

    /** One line of {@code tar --list --verbose}. */
    private record Entry(String mode, String owner, String time, String name) {
        static Entry read(String line) {
            String[] parts = line.split(" +", 6);
            return new Entry(parts[0], parts[1], parts[3] + " " + parts[4], parts[5]);
        }

        boolean isFolder() {
            return mode.startsWith("d");
        }
    }

    @BeforeAll
    static void unpack() throws Exception {
        entries = tar("--list", "--verbose", "--numeric-owner", "--full-time").stream().map(Entry::read).toList();
        tar("--extract", "--directory=" + unpacked);
    }

    private static List<String> tar(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "--file=" + FILE));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        List<String> lines;
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        assertEquals(0, process.waitFor(), lines::toString);
        return lines;
    }

    @Test
    void hasWhatAGatewayAndItsPublisherNeedAndNothingElse() throws Exception {
        Set<String> wanted = new TreeSet<>(Set.of("LICENSE", "NOTICE", "CHANGELOG.md", "bin/suture",
                "systemd/suture.service"));
        wanted.addAll(files(House.ROOT, "docs").stream().filter(file -> !file.startsWith("docs/adr/")).toList());
        wanted.addAll(files(House.HOME, "features"));
        Set<String> lib = files(unpacked.resolve(TOP), "lib");
        assertEquals(Set.of("dev.suture.publish", "dev.suture.runtime", "org.eclipse.paho.mqttv5.client", "picocli"),
                lib.stream().map(jar -> jar.replaceFirst("lib/(.*)-[0-9.]+\\.jar", "$1")).collect(Collectors.toSet()));
        wanted.addAll(lib);
        wanted.addAll(bundles());
        Set<String> found = files(unpacked.resolve(TOP), "");
        assertEquals(Set.of(), without(found, wanted), "nobody needs");
        assertEquals(Set.of(), without(wanted, found), "missing");
        assertTrue(wanted.contains("docs/put-it-on-a-gateway.md"));
        assertTrue(Files.size(FILE) < MOST_BYTES, "it has " + Files.size(FILE) + " bytes");
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(name -> !some.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the features name, and what the guide patches to. */
    private static Set<String> bundles() throws IOException {
        Set<String> bundles = new TreeSet<>();
        for (ShippedFeature feature : ShippedFeature.all()) {
            Stream.concat(feature.ids().stream(), feature.system().stream())
                    .forEach(id -> bundles.add(House.HOME.relativize(ShippedFeature.jar(id)).toString()));
        }
        files(House.HOME, "repository/org/apache/commons").stream().filter(file -> file.endsWith(".jar"))
                .forEach(bundles::add);
        return bundles;
    }

    private static Set<String> files(Path home, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile).map(file -> home.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyEntryBelongsToRootIsOfTheReleasesTimeAndHasItsMode() {
        assertEquals(Set.of("0/0"), entries.stream().map(Entry::owner).collect(Collectors.toSet()));
        assertEquals(Set.of("2026-11-24 00:00:00"), entries.stream().map(Entry::time).collect(Collectors.toSet()));
        assertEquals(List.of(), broken(entry -> entry.name().startsWith(TOP) && !entry.name().contains("..")));
        assertEquals(List.of(), broken(entry -> entry.mode().equals(entry.isFolder()
                ? "drwxr-xr-x"
                : entry.name().equals(TOP + "bin/suture") ? "-rwxr-xr-x" : "-rw-r--r--")));
        assertEquals(entries.size(), entries.stream().map(Entry::name).distinct().count());
    }

    private static List<Entry> broken(Predicate<Entry> rule) {
        return entries.stream().filter(rule.negate()).toList();
    }

    /** A builder's folders are nobody's business, and would make two builds differ. */
    @Test
    void namesNoFolderOfTheMachineThatBuiltIt() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : files(unpacked.resolve(TOP), "")) {
            Path file = unpacked.resolve(TOP).resolve(name);
            if (!name.endsWith(".jar")) {
                note(name, Files.readAllBytes(file), found);
            } else if (file.getFileName().toString().startsWith("dev.suture.")) {
                try (JarFile jar = new JarFile(file.toFile())) {
                    for (ZipEntry entry : jar.stream().toList()) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            note(name + "!" + entry.getName(), in.readAllBytes(), found);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static void note(String name, byte[] content, List<String> found) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(House.ROOT.toString()) || text.contains("/.m2/") || text.contains("${")
                && name.startsWith("features/")) {
            found.add(name);
        }
    }

    @Test
    void theRuntimesClassPathIsWhole() throws IOException {
        Path runtime = unpacked.resolve(TOP).resolve("lib/dev.suture.runtime-0.1.0.jar");
        try (JarFile jar = new JarFile(runtime.toFile())) {
            String path = jar.getManifest().getMainAttributes().getValue("Class-Path");
            List<String> missing = Stream.of(path.strip().split("\\s+"))
                    .filter(entry -> !Files.isRegularFile(runtime.resolveSibling(entry))).toList();
            assertEquals(List.of(), missing);
        }
    }
}
