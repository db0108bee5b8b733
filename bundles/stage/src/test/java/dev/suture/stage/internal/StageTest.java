// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.MAIL;
import static dev.suture.stage.internal.Device.MAIL_FIXED;
import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.WEB;
import static dev.suture.stage.internal.Device.changes;
import static dev.suture.stage.internal.Device.managed;
import static dev.suture.stage.internal.Device.offer;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.stage.Stager;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of offers when nothing goes wrong, and of what cannot be. */
class StageTest {
    private static final Replacement FIX_TEXT = new Replacement(TEXT.bundle(), TEXT_FIXED.bundle());
    private static final Replacement FIX_MAIL = new Replacement(MAIL.bundle(), MAIL_FIXED.bundle());

    @TempDir
    Path root;

    private Device device;

    @BeforeEach
    void setUp() throws IOException {
        device = new Device(root);
    }

    @AfterEach
    void nothingHalf() throws Exception {
        device.assertNothingHalf();
        device.assertTidy();
    }

    @Test
    void bringsTheBundleAndLaysOutTheGeneration() throws Exception {
        Generation staged = stage(Device.levelA(), device.base);
        assertEquals(2, staged.number());
        assertEquals("5.2.0 (a)", staged.origin().label());
        assertEquals(Device.levelA().digest(), staged.origin().patch().orElseThrow());
        assertEquals(List.of(managed(TEXT_FIXED, TEXT, true), managed(MAIL, MAIL, true), managed(WEB, WEB, true)),
                staged.bundles());
        assertEquals(Device.CONFIGURATIONS, staged.configurations());
        assertEquals(staged, device.stager().get(2));
        assertTrue(Files.isSameFile(device.stored(TEXT_FIXED), root.resolve("generations/2/text_1.10.0.jar")),
                "one file on the disk");
        assertEquals(List.of(0L), device.depot.opened(), "only what is missing is fetched");
    }

    @Test
    void stagingAgainChangesNothing() throws Exception {
        Generation staged = stage(Device.levelA(), device.base);
        assertEquals(staged, stage(Device.levelA(), device.base));
        assertEquals(1, device.depot.opened().size());
        assertThrows(StageException.class, () -> device.stager().get(3));
    }

    @Test
    void stagingAgainNeverTrustsDamagedFiles() throws Exception {
        stage(Device.levelA(), device.base);
        Path link = root.resolve("generations/2/text_1.10.0.jar");
        Files.delete(link);
        Files.write(link, new byte[TEXT_FIXED.bytes().length]);
        Path stored = device.stored(TEXT_FIXED);
        Files.delete(stored);
        Files.write(stored, new byte[TEXT_FIXED.bytes().length]);
        Generation again = stage(Device.levelA(), device.base);
        assertEquals(3, again.number());
        assertEquals(2, device.depot.opened().size());
        assertEquals(TEXT_FIXED.bundle().digest(), Sha256.of(stored));
        Files.delete(root.resolve("generations/2.json"));
    }

    @Test
    void jumpsFromAnyLevelAndLetsTheRestGoBack() throws Exception {
        Generation first = stage(Device.levelA(), device.base);
        Offer skipped = offer(3, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED));
        Generation third = stage(skipped, first);
        assertEquals(List.of(managed(TEXT, TEXT, true), managed(MAIL_FIXED, MAIL, true), managed(WEB, WEB, true)),
                third.bundles());
        Offer both = offer(4, changes(List.of(FIX_TEXT, FIX_MAIL)), whole(TEXT_FIXED), whole(MAIL_FIXED));
        assertEquals(stage(both, first).bundles(), stage(both, third).bundles());
        assertEquals(new PatchLevel(4), stage(both, device.base).origin().level());
    }

    @Test
    void stoppedAndRemovedBundlesComeBackWithTheLevelThatLetsThem() throws Exception {
        Generation first = stage(offer(1, changes(List.of(MAIL.bundle()), List.of(WEB.bundle()))), device.base);
        assertEquals(List.of(managed(TEXT, TEXT, true), managed(MAIL, MAIL, false)), first.bundles());
        Generation second = stage(offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED)), first);
        assertEquals(List.of(managed(TEXT, TEXT, true), managed(MAIL_FIXED, MAIL, true), managed(WEB, WEB, true)),
                second.bundles());
    }

    @Test
    void baseBundleThatIsGoneIsTakenFromThePatchIfItBringsIt() throws Exception {
        Generation first = stage(Device.levelA(), device.base);
        Files.delete(device.stored(TEXT));
        Offer without = offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED));
        StageException e = fails(Reason.DOES_NOT_FIT, without, first);
        assertTrue(e.getMessage().contains("text 1.9.0 of the base release"), e.getMessage());
        byte[] packed = TEXT.packed();
        device.depot.put(Jars.digest(packed), packed);
        Offer with = offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED), whole(TEXT));
        assertEquals(TEXT.bundle(), stage(with, first).bundles().get(0).bundle());
    }

    @Test
    void withoutTheBaseGenerationReplacingAgainStillWorks() throws Exception {
        Generation first = stage(Device.levelA(), device.base);
        Files.delete(root.resolve("generations/1.json"));
        Offer both = offer(2, changes(List.of(FIX_TEXT, FIX_MAIL)), whole(TEXT_FIXED), whole(MAIL_FIXED));
        assertEquals(List.of(TEXT_FIXED.bundle(), MAIL_FIXED.bundle(), WEB.bundle()),
                stage(both, first).bundles().stream().map(bundle -> bundle.bundle()).toList());
        StageException e = fails(Reason.DOES_NOT_FIT, offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED)), first);
        assertTrue(e.getMessage().contains("text 1.10.0 has to go back"), e.getMessage());
    }

    @Test
    void damagedFileOfARunningBundleIsReported() throws Exception {
        Path stored = device.stored(WEB);
        Files.delete(stored);
        Files.write(stored, new byte[3]);
        StageException e = fails(Reason.DISK_FAILED, Device.levelA(), device.base);
        assertTrue(e.getMessage().contains("web 3.0.0 is damaged"), e.getMessage());
        Files.delete(stored);
    }

    @Test
    void generationsThatAreNotThereOrDamaged() throws Exception {
        assertTrue(assertThrows(StageException.class, () -> device.stager().get(9)).getMessage()
                .contains("no generation"));
        Path description = root.resolve("generations/1.json");
        byte[] good = Files.readAllBytes(description);
        for (byte[] bad : List.of(new byte[0], Depot.cut(good, good.length / 2), "null".getBytes())) {
            Files.write(description, bad);
            StageException e = assertThrows(StageException.class, () -> device.stager().get(1));
            assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
        }
        Files.write(root.resolve("generations/7.json"), good);
        assertThrows(StageException.class, () -> device.stager().get(7), "it says it is 1");
        Files.delete(root.resolve("generations/7.json"));
        Files.write(description, good);
    }

    @Test
    void numberOfTheRunningGenerationIsNeverTakenAgain() throws Exception {
        Generation running = stage(Device.levelA(), device.base);
        Files.delete(root.resolve("generations/2.json"));
        Offer both = offer(2, changes(List.of(FIX_TEXT, FIX_MAIL)), whole(TEXT_FIXED), whole(MAIL_FIXED));
        assertEquals(3, stage(both, running).number());
        assertTrue(Files.exists(root.resolve("generations/2/text_1.10.0.jar")));
    }

    @Test
    void anotherPlaceHasItsOwnStoreAndFetchesWithItsOwnFetcher(@TempDir Path elsewhere) throws Exception {
        Device other = new Device(elsewhere);
        Fetcher fetcher = new Fetcher() {
            @Override
            public boolean supports(URI uri) {
                return true;
            }

            @Override
            public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
                return other.depot.open(uri, from, limit);
            }
        };
        Stager there = device.stager().at(new Site(elsewhere, "gateway", "5.2.0", Depot.TARGETS, fetcher));
        assertEquals(2, there.stage(Device.levelA(), other.base, () -> false).number());
        assertEquals(1, other.depot.opened().size());
        assertTrue(Files.exists(other.stored(TEXT_FIXED)));
        assertEquals(List.of(), device.depot.opened());
        assertFalse(Files.exists(device.stored(TEXT_FIXED)));
        assertFalse(Files.exists(root.resolve("generations/2.json")));
    }

    private Generation stage(Offer offer, Generation running) throws Exception {
        return device.stager().stage(offer, running, () -> false);
    }

    private StageException fails(Reason reason, Offer offer, Generation running) {
        StageException e = assertThrows(StageException.class, () -> stage(offer, running));
        assertEquals(reason, e.reason(), e.getMessage());
        return e;
    }
}
