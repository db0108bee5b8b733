// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import dev.suture.patch.Advisory;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.publish.BaseRequest;
import dev.suture.publish.PatchRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;
import dev.suture.publish.Publisher;
import dev.suture.runtime.demo.StaticRepository;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;

/** A publisher with a workspace and a web server. */
final class Vendor implements Closeable {
    static final String PRODUCT = "gateway";

    private final Path workspace;
    private final StaticRepository served;

    Vendor(Path workspace) throws IOException, PublishException {
        this.workspace = workspace;
        Publisher.init(workspace, PRODUCT, Clock.systemUTC(), new SecureRandom());
        served = new StaticRepository(workspace.resolve("repository"), 0);
    }

    String address() {
        return served.address().toString();
    }

    Path root() throws IOException, PublishException {
        return Publisher.status(workspace).root();
    }

    /** Publishes a base release of these features, for gateways that start with it. */
    void base(String base, Home home, List<String> features) throws IOException, PublishException {
        base(base, home, features, false);
    }

    /** The same with its content, for gateways of another one to move to; to compress all of it takes seconds. */
    void wholeBase(String base, Home home, List<String> features) throws IOException, PublishException {
        base(base, home, features, true);
    }

    private void base(String base, Home home, List<String> features, boolean content)
            throws IOException, PublishException {
        Feature feature = home.features(features);
        List<BaseRequest.Entry> bundles = feature.bundles().stream()
                .map(item -> new BaseRequest.Entry(home.jar(item.id()), item.startLevel())).toList();
        try (Publisher publisher = Publisher.open(workspace, Clock.systemUTC())) {
            publisher.addBase(new BaseRequest(base, bundles, feature.configurations(), content), Progress.NONE);
        }
    }

    /** Publishes the next level. */
    void patch(String base, Path... jars) throws IOException, PublishException {
        Advisory advisory = new Advisory("ACME-1", "A hole", List.of("CVE-2026-10001"), Severity.HIGH, false, List.of(),
                "",
                Instant.parse("2026-11-24T12:00:00Z"));
        try (Publisher publisher = Publisher.open(workspace, Clock.systemUTC())) {
            publisher.addPatch(new PatchRequest(base, List.of(jars), List.of(), List.of(), advisory, Terms.DEFAULT),
                    Progress.NONE);
        }
    }

    /** Pulls a level. */
    void pull(String base, int level) throws IOException, PublishException {
        try (Publisher publisher = Publisher.open(workspace, Clock.systemUTC())) {
            publisher.pull(base, new PatchLevel(level));
        }
    }

    /** The same jar in another version, with more manifest headers, {@code name: value}, and without some entries. */
    static Path reissue(Path jar, String version, Path result, String... changes) throws IOException {
        List<String> without = Stream.of(changes).filter(change -> !change.contains(": ")).toList();
        try (JarFile source = new JarFile(jar.toFile())) {
            Manifest manifest = source.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            for (String header : Stream.of(changes).filter(change -> change.contains(": ")).toList()) {
                manifest.getMainAttributes().putValue(header.split(": ")[0], header.split(": ")[1]);
            }
            try (OutputStream file = Files.newOutputStream(result);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : source.stream().filter(each -> !each.getName().equals(JarFile.MANIFEST_NAME))
                        .filter(each -> !without.contains(each.getName())).toList()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = source.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
        return result;
    }

    @Override
    public void close() {
        served.close();
    }
}
