// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.ops4j.pax.exam.Option;

import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.delta.BundleManifest;
import dev.suture.delta.CanonicalJar;
import dev.suture.house.ShippedFeature;
import dev.suture.patch.BaseRelease;
import dev.suture.runtime.adopt.GuestJar;
import dev.suture.runtime.guest.Prepared;
import dev.suture.runtime.state.GenerationFiles;

/**
 * Sets the gateway up, before there is a framework: a state root with the generations 1 and 2, staged by hand, and a host
 * framework with generation 1 in it. What is not part of a generation is the host's own, and so foreign.
 */
final class GuestGateway {
    private static final Set<String> UPDATER = Set.of("dev.suture.api", "dev.suture.activate", "dev.suture.doors");
    private static final Set<String> APPLICATION = Set.of("commons-lang3", "commons-text", "dev.suture.demo");
    /** The closed time is not what the test judges, and a busy machine may stretch it. */
    private static final String PATIENT = "service.pid=\"dev.suture.activate\"\ngateMillis=I\"20000\"\n"
            + "closedMillis=I\"30000\"\n";

    static final String LIBRARY = "org.apache.commons.commons-text";
    /** What only the hole gives away. */
    static final String SECRET = "planted-7f3a";
    /** The version of commons-text that ships for the demo beside the one with the hole. */
    static final String FIXED = System.getProperty("suture.fixed");

    private final Path folder;
    private final Path root;
    private final List<Option> options = new ArrayList<>();

    private GuestGateway(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("root");
    }

    /** The options of a fresh gateway whose state is below {@code folder}; what was there is removed. */
    static Option[] options(Path folder) throws IOException {
        remove(folder);
        GuestGateway gateway = new GuestGateway(folder);
        Path configurations = Files.createDirectories(gateway.root.resolve("config/dev/suture"));
        Files.writeString(configurations.resolve("activate.config"), PATIENT);
        Files.writeString(folder.resolve("secret"), SECRET);
        gateway.host();
        gateway.generations();
        gateway.adopted();
        return gateway.options.toArray(Option[]::new);
    }

    /** A template that reads the secret if there is a hole. */
    static String exploit(Path folder) {
        return "${url:UTF-8:" + folder.resolve("secret").toUri() + "}";
    }

    /** Where the files of a generation stand. */
    static Path folder(Path folder, int generation) {
        return folder.resolve("root/generations/" + generation);
    }

    private void host() throws IOException {
        options.add(workingDirectory(folder.resolve("framework").toString()));
        options.add(frameworkProperty("felix.cm.dir").value(root.resolve("config").toString()));
        options.add(frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"));
        // Any free one.
        options.add(frameworkProperty("org.osgi.service.http.port").value("0"));
        // The test's class path is none of the host's bundles' business.
        options.add(frameworkProperty("felix.bootdelegation.implicit").value("false"));
        options.add(junitBundles());
        for (String id : ids()) {
            if (!isManaged(id) && !id.startsWith("dev.suture:")) {
                options.add(bundle(ShippedFeature.jar(id).toUri().toString()));
            }
        }
        Path guest = root.resolve("suture-guest.jar");
        try (OutputStream out = Files.newOutputStream(guest)) {
            GuestJar.write(root, out);
        }
        options.add(bundle(guest.toUri().toString()));
    }

    /** As if the host had been adopted before, with everything of ours among what is managed. */
    private void adopted() throws IOException {
        new Prepared("gateway", "line-1", Optional.empty(), List.of(),
                new BaseRelease("gateway", "updater", List.of(), Map.of())).write(root);
        GenerationFiles files = new GenerationFiles(root);
        files.describe(StagedGeneration.read(folder, 1));
        files.describe(StagedGeneration.read(folder, 2));
        new CurrentFile(root).write(Current.first(1));
    }

    private void generations() throws IOException {
        for (String id : ids()) {
            if (isManaged(id)) {
                Path file = stage(1, ShippedFeature.jar(id));
                options.add(bundle("reference:" + file.toUri().toString().replaceFirst("^file:///", "file:/")));
                String[] parts = id.split(":");
                stage(2, parts[1].equals("commons-text")
                        ? ShippedFeature.jar(parts[0] + ":" + parts[1] + ":" + FIXED)
                        : file);
            }
        }
    }

    private Path stage(int generation, Path jar) throws IOException {
        BundleManifest manifest = BundleManifest.read(jar);
        Path staged = Files.createDirectories(folder(folder, generation));
        Path file = staged.resolve(manifest.symbolicName() + "_" + manifest.version() + ".jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            CanonicalJar.write(jar, out);
        }
        return file;
    }

    private static boolean isManaged(String id) {
        String artifact = id.split(":")[1];
        return UPDATER.contains(artifact) || APPLICATION.contains(artifact);
    }

    private static List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>(ShippedFeature.read("core").ids());
        ids.addAll(ShippedFeature.read("http").ids());
        ids.addAll(ShippedFeature.read("demo").ids());
        return ids;
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
