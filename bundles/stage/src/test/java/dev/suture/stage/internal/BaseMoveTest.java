// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.MAIL;
import static dev.suture.stage.internal.Device.MAIL_FIXED;
import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.WEB;
import static dev.suture.stage.internal.Device.managed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.patch.Advisory;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.stage.internal.Jars.Jar;
import dev.suture.verify.BaseUpdate;
import dev.suture.verify.Offer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another base release makes of a device. */
class BaseMoveTest {
    private static final Digest DIGEST = new Digest("e".repeat(64));
    private static final Map<String, Map<String, Object>> OLD = Map.of("web", Map.of("port", 80L, "pool", 10L), "mail",
            Map.of("relay", "a"), "gone", Map.of("x", 1L), "kept", Map.of("x", 1L, "y", 2L));
    private static final Map<String, Map<String, Object>> NEW = Map.of("web",
            Map.of("port", 80L, "pool", 20L, "new", true), "mail", Map.of("relay", "b"), "added", Map.of("z", 3L));
    /** 5.2.0 has text, mail and web; 5.3.0 has text and mail in newer versions. */
    private static final BaseUpdate UPDATE = new BaseUpdate(base("5.2.0", OLD, TEXT, MAIL, WEB),
            base("5.3.0", NEW, TEXT_FIXED, MAIL_FIXED));
    private static final Jar OWN = Jars.jar("site", "1.0.0");
    private static final Jar OWN_TEXT = Jars.jar("text", "1.9.9");

    @TempDir
    Path root;

    private static BaseRelease base(String name, Map<String, Map<String, Object>> configurations, Jar... jars) {
        return new BaseRelease("gateway", name,
                Stream.of(jars).map(jar -> new BaseBundle(jar.bundle(), jar.bytes().length, 4)).toList(),
                configurations,
                Stream.of(jars).map(Device::whole).toList());
    }

    private static Generation generation(Map<String, Map<String, Object>> configurations, Jar... jars) {
        return new Generation(1, new Origin("gateway", "5.2.0", PatchLevel.BASE, Optional.empty()),
                Stream.of(jars).map(jar -> managed(jar, jar, true)).toList(), configurations);
    }

    private static NextGeneration move(Generation running) throws StageException {
        return BaseMove.of(UPDATE, DIGEST, running, Ground.of(running, Optional.of(running)));
    }

    @Test
    void theNewBaseReleaseIsAllThereIs() throws StageException {
        NextGeneration next = move(generation(OLD, TEXT, MAIL, WEB));
        assertEquals(new Origin("gateway", "5.3.0", PatchLevel.BASE, Optional.of(DIGEST)), next.origin());
        assertEquals(List.of(managed(TEXT_FIXED, TEXT_FIXED, true), managed(MAIL_FIXED, MAIL_FIXED, true)),
                next.bundles());
        assertEquals(NEW, next.configurations());
    }

    @Test
    void whatThisDeviceAddedStays() throws StageException {
        NextGeneration next = move(generation(OLD, TEXT, OWN, MAIL, WEB));
        assertEquals(managed(OWN, OWN, true), next.bundles().get(2));
        assertEquals(3, next.bundles().size());
    }

    @Test
    void ofABundleOfItsOwnTheBaseReleaseNowHasTheOneOfTheBaseStays() throws StageException {
        NextGeneration next = move(generation(OLD, OWN_TEXT, MAIL));
        assertEquals(List.of(managed(TEXT_FIXED, TEXT_FIXED, true), managed(MAIL_FIXED, MAIL_FIXED, true)),
                next.bundles());
    }

    @Test
    void itsOwnPropertiesStay() throws StageException {
        Map<String, Map<String, Object>> own = Map.of("web", Map.of("port", 8080L, "pool", 10L), "mail",
                Map.of("relay", "a"), "gone", Map.of("x", 1L), "kept", Map.of("x", 1L, "y", 7L), "site",
                Map.of("broker", "b"));
        assertEquals(
                Map.of("web", Map.of("port", 8080L, "pool", 20L, "new", true), "mail", Map.of("relay", "b"), "added",
                        Map.of("z", 3L), "kept", Map.of("x", 1L, "y", 7L), "site", Map.of("broker", "b")),
                move(generation(own, TEXT, MAIL, WEB)).configurations());
    }

    @Test
    void onlyFromTheBaseReleaseOfThisDevice() {
        Generation other = new Generation(1, new Origin("gateway", "5.1.0", PatchLevel.BASE, Optional.empty()),
                List.of(), Map.of());
        assertEquals(Reason.DOES_NOT_FIT, assertThrows(StageException.class, () -> move(other)).reason());
    }

    @Test
    void aPatchedDeviceFetchesWhatItHasNot() throws Exception {
        Device device = new Device(root);
        Generation patched = device.stager().stage(Device.levelA(), device.base, () -> false);
        BaseUpdate update = new BaseUpdate(base("5.2.0", Device.CONFIGURATIONS, TEXT, MAIL, WEB),
                base("5.3.0", NEW, TEXT_FIXED, MAIL_FIXED));
        Patch patch = new Patch(new PatchId("gateway", "5.3.0", PatchLevel.BASE), Device.changes(List.of(), List.of()),
                update.to().artifacts(),
                new Advisory("5.3.0", "base release", List.of(), Severity.LOW, false, List.of(),
                        "", Instant.EPOCH),
                Terms.DEFAULT);
        Offer offer = new Offer(patch, DIGEST, Depot.TARGETS, Optional.of(update));
        Generation next = device.stager().stage(offer, patched, () -> false);
        assertEquals(3, next.number());
        assertEquals("5.3.0", next.origin().label());
        assertEquals(NEW, next.configurations());
        device.assertNothingHalf();
        device.assertTidy();
        assertEquals(next, device.stager().stage(offer, patched, () -> false), "done again, it is there");
    }
}
