// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.suture.patch.Advisory;
import dev.suture.patch.Terms;
import dev.suture.publish.BaseRequest;
import dev.suture.publish.PatchRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;
import dev.suture.publish.Publisher;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;
import dev.suture.tuf.format.AdvisoryFormat;
import dev.suture.tuf.json.MalformedException;

/** A vendor with one product, one base release and, soon, its patches. Used by one thread. */
final class SutureVendor implements Company.Vendor {
    private static final Coordinates TEXT = new Coordinates("org.apache.commons", "commons-text", "1.10.0");
    private static final Coordinates LANG = new Coordinates("org.apache.commons", "commons-lang3", "3.18.0");

    private final Wiring wiring;
    private final Home home;
    private final Clock clock;
    private final Sabotage sabotage;

    SutureVendor(Wiring wiring, Home home, Clock clock, Sabotage sabotage) {
        this.wiring = wiring;
        this.home = home;
        this.clock = clock;
        this.sabotage = sabotage;
    }

    @Override
    public void publishBase() throws IOException {
        Feature feature = home.features(SutureCompany.features(wiring));
        List<BaseRequest.Entry> bundles = feature.bundles().stream()
                .map(item -> new BaseRequest.Entry(home.jar(item.id()), item.startLevel())).toList();
        work(publisher -> publisher.addBase(new BaseRequest(Wiring.BASE, bundles, feature.configurations(), false),
                Progress.NONE));
    }

    @Override
    public List<Path> publish(Level level) throws IOException {
        PatchRequest request = new PatchRequest(Wiring.BASE, List.of(jar(level)), List.of(), List.of(),
                advisory(level), Terms.DEFAULT);
        Set<Path> before = content();
        work(publisher -> publisher.addPatch(request, Progress.NONE));
        List<Path> added = content().stream().filter(file -> !before.contains(file)).sorted().toList();
        if (level == Level.A && sabotage == Sabotage.PATCH) {
            for (Path file : added) {
                HostileMirror.tamper(file);
            }
        }
        return added;
    }

    @Override
    public byte[] announcement() throws IOException {
        return work(publisher -> publisher.notification(Wiring.BASE, Duration.ZERO));
    }

    private Path jar(Level level) throws IOException {
        return switch (level) {
        case A -> home.jar(TEXT);
        case B -> rebuild("dev.suture.verify", sabotage == Sabotage.SELFUPDATE);
        case C -> home.jar(LANG);
        case D -> rebuild("dev.suture.demo", sabotage != Sabotage.REVERT);
        };
    }

    private Path rebuild(String artifact, boolean broken) throws IOException {
        Coordinates shipped = home.features(SutureCompany.features(wiring)).bundles().stream().map(Feature.Item::id)
                .filter(id -> id.artifact().equals(artifact)).findFirst()
                .orElseThrow(() -> new IOException("no feature has " + artifact));
        return new Rebuild(home.jar(shipped), broken).write(wiring.folder().resolve(artifact + ".jar"));
    }

    private Set<Path> content() throws IOException {
        Path folder = wiring.served().resolve("targets/sha256");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toUnmodifiableSet());
        }
    }

    private Advisory advisory(Level level) throws IOException {
        try (InputStream resource = SutureVendor.class.getResourceAsStream(level.advisory())) {
            return AdvisoryFormat.read(resource.readAllBytes(), clock.instant());
        } catch (MalformedException e) {
            throw new IllegalStateException("the demo's own advisory is malformed", e);
        }
    }

    private <T> T work(Work<T> work) throws IOException {
        try (Publisher publisher = Publisher.open(wiring.vendor(), clock)) {
            return work.with(publisher);
        } catch (PublishException e) {
            throw new IOException("the vendor cannot publish: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T with(Publisher publisher) throws PublishException, IOException;
    }
}
