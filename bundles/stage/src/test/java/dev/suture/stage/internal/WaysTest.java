// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.MAIL;
import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.changes;
import static dev.suture.stage.internal.Device.offer;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;
import dev.suture.patch.Replacement;
import dev.suture.stage.StageWatch;
import dev.suture.verify.Offer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which way to a jar is gone, and what happens where it is none. */
class WaysTest {
    private static final Artifact WHOLE = whole(TEXT_FIXED);
    private static final byte[] GARBAGE = "no delta at all".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path root;
    private Device device;

    @BeforeEach
    void setUp() throws IOException {
        device = new Device(root);
    }

    private static Artifact delta(Digest source, byte[] content) {
        return new Artifact(TEXT_FIXED.bundle().digest(), TEXT_FIXED.bytes().length, Artifact.Encoding.DELTA,
                Optional.of(source), Jars.digest(content), content.length);
    }

    private static Offer offering(Artifact... artifacts) {
        return offer(1, changes(List.of(new Replacement(TEXT.bundle(), TEXT_FIXED.bundle()))), artifacts);
    }

    private List<Artifact> ways(Artifact... artifacts) throws IOException {
        RealDisk disk = new RealDisk();
        return new Ways(new Store(root, disk), new Parts(root, disk)).to(TEXT_FIXED.bundle().digest(),
                offering(artifacts).patch());
    }

    @Test
    void theOneWithLeastToFetchComesFirst() throws Exception {
        Artifact small = delta(TEXT.bundle().digest(), GARBAGE);
        Artifact smaller = delta(MAIL.bundle().digest(), Arrays.copyOf(GARBAGE, 4));
        assertEquals(List.of(smaller, small, WHOLE), ways(WHOLE, small, smaller));
    }

    @Test
    void whatIsHereAlreadyCounts() throws Exception {
        Files.createDirectories(root.resolve("staging"));
        Files.write(device.part(WHOLE), new byte[(int) WHOLE.contentLength() - 1]);
        assertEquals(WHOLE, ways(delta(TEXT.bundle().digest(), GARBAGE), WHOLE).get(0));
    }

    @Test
    void fromAJarThatIsNotHereThereIsNone() throws Exception {
        assertEquals(List.of(WHOLE), ways(delta(TEXT_FIXED.bundle().digest(), GARBAGE), WHOLE));
    }

    @Test
    void fromADamagedJarNeither() throws Exception {
        Path source = device.stored(TEXT);
        Files.delete(source);
        Files.write(source, new byte[]{1});
        assertEquals(List.of(WHOLE), ways(delta(TEXT.bundle().digest(), GARBAGE), WHOLE));
    }

    @Test
    void aDeltaThatIsNoneIsFollowedByTheWhole() throws Exception {
        device.depot.put(Jars.digest(GARBAGE), GARBAGE);
        List<String> told = new ArrayList<>();
        device.stager().stage(offering(delta(TEXT.bundle().digest(), GARBAGE), WHOLE), device.base,
                told(told));
        assertEquals(List.of(0L, 0L), device.depot.opened());
        assertEquals(WHOLE.contentLength() + GARBAGE.length + " of " + (WHOLE.contentLength() + GARBAGE.length),
                told.get(told.size() - 1));
        device.assertNothingHalf();
        device.assertTidy();
    }

    @Test
    void aDeltaThatIsNotThereIsFollowedByTheWhole() throws Exception {
        device.stager().stage(offering(delta(TEXT.bundle().digest(), GARBAGE), WHOLE), device.base, () -> false);
        device.assertNothingHalf();
        device.assertTidy();
    }

    @Test
    void aDeltaWithContentThatNobodySignedIsFollowedByTheWhole() throws Exception {
        device.depot.put(Jars.digest(GARBAGE), "something else!".getBytes(StandardCharsets.US_ASCII));
        device.stager().stage(offering(delta(TEXT.bundle().digest(), GARBAGE), WHOLE), device.base, () -> false);
        device.assertNothingHalf();
        device.assertTidy();
    }

    @Test
    void aDeadNetworkIsTheSameOnEveryWay() {
        device.depot.put(Jars.digest(GARBAGE), GARBAGE);
        device.depot.breakAt(3);
        assertThrows(FetchException.class, () -> device.stager().stage(offering(delta(TEXT.bundle().digest(), GARBAGE),
                WHOLE), device.base, () -> false));
        assertEquals(List.of(0L), device.depot.opened());
    }

    private static StageWatch told(List<String> told) {
        return new StageWatch() {
            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public void fetched(long bytes, long of) {
                told.add(bytes + " of " + of);
            }
        };
    }
}
