// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.internal.Jars.Jar;
import dev.suture.tuf.format.GenerationFormat;
import dev.suture.verify.Offer;

/** A state root with base release 5.2.0 of three bundles as generation 1, and a repository for it. */
final class Device {
    static final Jar TEXT = Jars.jar("text", "1.9.0");
    static final Jar TEXT_FIXED = Jars.jar("text", "1.10.0");
    static final Jar MAIL = Jars.jar("mail", "2.0.0");
    static final Jar MAIL_FIXED = Jars.jar("mail", "2.0.1");
    static final Jar WEB = Jars.jar("web", "3.0.0");
    static final Map<String, Map<String, Object>> CONFIGURATIONS = Map.of("mail", Map.of("relay", "a", "port", 25L));

    final Path root;
    final Depot depot = new Depot();
    final Generation base;
    /** The generations that bundles run from. */
    Set<Integer> loaded = Set.of();

    Device(Path root) throws IOException {
        this.root = root;
        Disk disk = new RealDisk();
        Store store = new Store(root, disk);
        List<ManagedBundle> bundles = new ArrayList<>();
        for (Jar jar : List.of(TEXT, MAIL, WEB)) {
            Path part = Files.write(root.resolve("new"), jar.bytes());
            store.add(part, jar.bundle().digest());
            bundles.add(managed(jar, jar, true));
        }
        base = new Generation(1, new Origin("gateway", "5.2.0", PatchLevel.BASE, Optional.empty()), bundles,
                CONFIGURATIONS);
        Path folder = Files.createDirectories(root.resolve("generations/1"));
        for (ManagedBundle bundle : bundles) {
            Files.createLink(folder.resolve(bundle.fileName()), store.file(bundle.bundle().digest()));
        }
        Files.write(root.resolve("generations/1.json"), GenerationFormat.write(base));
        for (Jar jar : List.of(TEXT_FIXED, MAIL_FIXED)) {
            byte[] packed = jar.packed();
            depot.put(Jars.digest(packed), packed);
        }
    }

    static ManagedBundle managed(Jar jar, Jar from, boolean started) {
        return new ManagedBundle(jar.bundle(), from.bundle().digest(), jar.bytes().length, 4, started);
    }

    OfferStager stager(Disk disk) {
        return new OfferStager(root, new Link(depot, new Throttle(0)), disk, () -> loaded, line -> {});
    }

    OfferStager stager() {
        return stager(new RealDisk());
    }

    /** (a): text 1.9.0 → 1.10.0. */
    static Offer levelA() {
        return offer(1, changes(List.of(new Replacement(TEXT.bundle(), TEXT_FIXED.bundle()))), whole(TEXT_FIXED));
    }

    static Changes changes(List<Replacement> replaces) {
        return new Changes(replaces, List.of(), List.of(), List.of());
    }

    static Changes changes(List<BundleRef> stops, List<BundleRef> removes) {
        return new Changes(List.of(), stops, removes, List.of());
    }

    static Changes changes(Replacement replacement, ConfigurationChange configuration) {
        return new Changes(List.of(replacement), List.of(), List.of(), List.of(configuration));
    }

    static Offer offer(int level, Changes changes, Artifact... artifacts) {
        return Offers.of("gateway", "5.2.0", level, changes, List.of(artifacts));
    }

    static Artifact whole(Jar jar) {
        byte[] packed = jar.packed();
        return new Artifact(jar.bundle().digest(), jar.bytes().length, Artifact.Encoding.XZ, Optional.empty(),
                Jars.digest(packed), packed.length);
    }

    Path stored(Jar jar) {
        return new Store(root, new RealDisk()).file(jar.bundle().digest());
    }

    Path part(Artifact artifact) {
        return root.resolve("staging").resolve(artifact.content().hex() + ".part");
    }

    /** Every generation that has a description is whole, and so is every file of the store. */
    void assertNothingHalf() throws Exception {
        for (Path file : files("generations")) {
            if (file.getFileName().toString().endsWith(".json")) {
                int number = Integer.parseInt(file.getFileName().toString().replace(".json", ""));
                Generation generation = stager().get(number);
                for (ManagedBundle bundle : generation.bundles()) {
                    assertEquals(bundle.bundle().digest(),
                            Sha256.of(root.resolve("generations/" + number).resolve(bundle.fileName())));
                }
            }
        }
        for (Path file : files("store")) {
            assertEquals(file.getFileName().toString(), Sha256.of(file) + ".jar");
            assertFalse(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE));
        }
    }

    /** Nothing is left in staging, no temporary file anywhere. */
    void assertTidy() throws IOException {
        assertEquals(List.of(), files("staging"));
        assertTrue(files("generations").stream().noneMatch(file -> file.toString().endsWith(".tmp")));
        assertEquals(0, depot.open());
    }

    private List<Path> files(String folder) throws IOException {
        if (!Files.exists(root.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
