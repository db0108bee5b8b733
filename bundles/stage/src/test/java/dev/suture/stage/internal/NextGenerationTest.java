// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.MAIL;
import static dev.suture.stage.internal.Device.MAIL_FIXED;
import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.changes;
import static dev.suture.stage.internal.Device.managed;
import static dev.suture.stage.internal.Device.offer;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.Offer;

import org.junit.jupiter.api.Test;

/** What a patch makes of a generation, and when it does not fit. */
class NextGenerationTest {
    private static final Replacement FIX_TEXT = new Replacement(TEXT.bundle(), TEXT_FIXED.bundle());
    private static final Replacement FIX_MAIL = new Replacement(MAIL.bundle(), MAIL_FIXED.bundle());
    private static final ConfigurationChange CLOSE_RELAY = new ConfigurationChange("mail", "mail",
            Map.of("relay", "none"), true);

    @Test
    void patchOfAnotherProductOrBase() {
        Changes changes = changes(List.of(FIX_TEXT));
        misfit(Offers.of("other", "5.2.0", 1, changes, List.of(whole(TEXT_FIXED))), base());
        misfit(Offers.of("gateway", "5.3.0", 1, changes, List.of(whole(TEXT_FIXED))), base());
    }

    @Test
    void replacedBundleThatIsNotThere() {
        StageException e = misfit(offer(1, changes(List.of(FIX_TEXT)), whole(TEXT_FIXED)),
                generation(managed(MAIL, MAIL, true)));
        assertTrue(e.getMessage().contains("text 1.9.0"), e.getMessage());
    }

    @Test
    void stoppedOrRemovedBundlesMayBeMissing() throws StageException {
        NextGeneration next = of(offer(1, changes(List.of(MAIL.bundle()), List.of(TEXT.bundle()))),
                generation(managed(Device.WEB, Device.WEB, true)));
        assertEquals(List.of(managed(Device.WEB, Device.WEB, true)), next.bundles());
    }

    @Test
    void replacementOfAStoppedBundleStaysStopped() throws StageException {
        Changes both = new Changes(List.of(FIX_MAIL), List.of(MAIL.bundle()), List.of(), List.of());
        assertEquals(List.of(managed(TEXT, TEXT, true), managed(MAIL_FIXED, MAIL, false)),
                of(offer(1, both, whole(MAIL_FIXED)), base()).bundles());
    }

    @Test
    void bundleThatWouldBeThereTwice() {
        ManagedBundle own = managed(TEXT_FIXED, TEXT_FIXED, true);
        misfit(offer(1, changes(List.of(FIX_TEXT)), whole(TEXT_FIXED)), generation(managed(TEXT, TEXT, true), own));
    }

    @Test
    void oneDigestUnderTwoNames() {
        BundleRef alias = new BundleRef("alias", "1.0.0", TEXT.bundle().digest());
        BundleRef to = new BundleRef("alias", "1.0.1", TEXT_FIXED.bundle().digest());
        misfit(offer(1, changes(List.of(new Replacement(alias, to))), whole(TEXT_FIXED)), base());
    }

    @Test
    void configurationReachesOnlyTheNewVersion() throws StageException {
        NextGeneration next = of(offer(1, changes(FIX_MAIL, CLOSE_RELAY), whole(MAIL_FIXED)), base());
        assertEquals(Map.of("mail", Map.of("relay", "a", "port", 25L), "mail|mail|2.0.1",
                Map.of("relay", "none", "port", 25L)), next.configurations());
    }

    @Test
    void configurationsOfALevelEndWithIt() throws StageException {
        Generation first = of(offer(1, changes(FIX_MAIL, CLOSE_RELAY), whole(MAIL_FIXED)), base()).numbered(2);
        Offer second = offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED));
        Map<String, Map<String, Object>> wanted = base().configurations();
        assertEquals(wanted, NextGeneration.of(second, first, Ground.of(first, Optional.of(base()))).configurations());
        assertEquals(wanted, NextGeneration.of(second, first, Ground.of(first, Optional.empty())).configurations());
    }

    @Test
    void configurationOfABundleThatIsNotReplaced() {
        misfit(offer(1, changes(FIX_TEXT, CLOSE_RELAY), whole(TEXT_FIXED)), base());
    }

    @Test
    void bundlesAddedSinceTheBaseStay() throws StageException {
        Generation adopted = generation(managed(TEXT_FIXED, TEXT, true), managed(MAIL, MAIL, true),
                managed(Device.WEB, Device.WEB, true));
        NextGeneration next = NextGeneration.of(offer(2, changes(List.of(FIX_MAIL)), whole(MAIL_FIXED)), adopted,
                Ground.of(adopted, Optional.of(base())));
        assertEquals(List.of(managed(TEXT, TEXT, true), managed(MAIL_FIXED, MAIL, true),
                managed(Device.WEB, Device.WEB, true)), next.bundles());
    }

    private static Generation base() {
        return generation(managed(TEXT, TEXT, true), managed(MAIL, MAIL, true));
    }

    private static Generation generation(ManagedBundle... bundles) {
        return new Generation(1, new Origin("gateway", "5.2.0", PatchLevel.BASE, Optional.empty()), List.of(bundles),
                Map.of("mail", Map.of("relay", "a", "port", 25L)));
    }

    private static NextGeneration of(Offer offer, Generation running) throws StageException {
        return NextGeneration.of(offer, running, Ground.of(running, Optional.of(running)));
    }

    private static StageException misfit(Offer offer, Generation running) {
        StageException e = assertThrows(StageException.class, () -> of(offer, running));
        assertEquals(Reason.DOES_NOT_FIT, e.reason());
        assertFalse(e.reason().isRetryable());
        return e;
    }
}
