// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.suture.patch.Advisory;
import dev.suture.patch.Artifact;
import dev.suture.patch.Patch;
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

/** A vendor with one product, one base release and, soon, one patch. Used by one thread. */
final class SutureVendor implements Company.Vendor {
    private static final Coordinates FIXED = new Coordinates("org.apache.commons", "commons-text", "1.10.0");
    private static final String ADVISORY = "advisory.json";

    private final Wiring wiring;
    private final Home home;
    private final Clock clock;
    private final boolean spoilt;

    SutureVendor(Wiring wiring, Home home, Clock clock, boolean spoilt) {
        this.wiring = wiring;
        this.home = home;
        this.clock = clock;
        this.spoilt = spoilt;
    }

    @Override
    public void publishBase() throws IOException {
        Feature feature = home.features(SutureCompany.features(wiring));
        List<BaseRequest.Entry> bundles = feature.bundles().stream()
                .map(item -> new BaseRequest.Entry(home.jar(item.id()), item.startLevel())).toList();
        work(publisher -> publisher.addBase(new BaseRequest(Wiring.BASE, bundles, feature.configurations()),
                Progress.NONE));
    }

    @Override
    public void publishPatch() throws IOException {
        PatchRequest request = new PatchRequest(Wiring.BASE, List.of(home.jar(FIXED)), List.of(), List.of(),
                advisory(), Terms.DEFAULT);
        Patch patch = work(publisher -> publisher.addPatch(request, Progress.NONE));
        if (spoilt) {
            for (Artifact artifact : patch.artifacts()) {
                spoil(wiring.served().resolve("targets/sha256").resolve(artifact.content().hex()));
            }
        }
    }

    @Override
    public long announce() throws IOException {
        byte[] notification = work(publisher -> publisher.notification(Wiring.BASE, Duration.ZERO));
        MqttTap.publishRetained(wiring.broker(), wiring.notifyTopic(), notification);
        return notification.length;
    }

    /** Turns the middle byte over. */
    private static void spoil(Path content) throws IOException {
        byte[] bytes = Files.readAllBytes(content);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(content);
        Files.write(content, bytes);
    }

    private Advisory advisory() throws IOException {
        try (InputStream resource = SutureVendor.class.getResourceAsStream(ADVISORY)) {
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
