// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.suture.patch.Advisory;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.Patch;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.publish.internal.Disk;

/** A publisher's workspace with a clock that only moves when told, and short words for what is done in it. */
final class Shop {
    static final Advisory ADVISORY = new Advisory("GW-1", "A hole", List.of("CVE-2022-42889"), Severity.CRITICAL, false,
            List.of(new Advisory.Affected("text", "[1.5,1.10)")), "", Instant.parse("2026-01-01T00:00:00Z"));

    final Path folder;
    final TestJars jars;
    final Ticking clock = new Ticking();

    Shop(Path temp) {
        folder = temp.resolve("shop");
        jars = new TestJars(temp);
    }

    /** A workspace with base 5.2.0 of the bundles text 1.9.0, lang 3.12.0 and mail 2.0.0. */
    static Shop open(Path temp) throws Exception {
        Shop shop = new Shop(temp);
        shop.init();
        shop.base(shop.disk());
        return shop;
    }

    void init() throws Exception {
        Publisher.init(folder, "gateway", clock, new SecureRandom(), disk());
    }

    Disk disk() {
        return new UnsyncedDisk(folder.resolve("parts"));
    }

    BaseRelease base(Disk disk) throws Exception {
        return base(disk, "5.2.0", new BaseRequest.Entry(jars.bundle("text", "1.9.0"), 20),
                new BaseRequest.Entry(jars.bundle("lang", "3.12.0"), 10),
                new BaseRequest.Entry(jars.bundle("mail", "2.0.0"), 30));
    }

    BaseRelease base(Disk disk, String name, BaseRequest.Entry... bundles) throws PublishException, IOException {
        return base(disk, new BaseRequest(name, List.of(bundles), Map.of("some.pid", Map.of("port", 8080L)), false));
    }

    BaseRelease base(Disk disk, BaseRequest request) throws PublishException, IOException {
        try (Publisher publisher = Publisher.open(folder, clock, disk)) {
            return publisher.addBase(request, Progress.NONE);
        }
    }

    Patch patch(Disk disk, PatchRequest request) throws PublishException, IOException {
        try (Publisher publisher = Publisher.open(folder, clock, disk)) {
            return publisher.addPatch(request, Progress.NONE);
        }
    }

    Patch patch(Path... newJars) throws PublishException, IOException {
        return patch(List.of(newJars), List.of(), List.of());
    }

    Patch patch(List<Path> newJars, List<String> stops, List<String> removes) throws PublishException, IOException {
        return patch(disk(), new PatchRequest("5.2.0", newJars, stops, removes, ADVISORY, Terms.DEFAULT));
    }

    byte[] announce() throws PublishException, IOException {
        try (Publisher publisher = Publisher.open(folder, clock)) {
            return publisher.notification("5.2.0", Duration.ofSeconds(30));
        }
    }

    Path repository() {
        return folder.resolve("repository");
    }

    Device device() throws IOException {
        return new Device(repository(), clock);
    }

    /** A clock that only moves when told. */
    static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-01-31T12:00:00.123Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
