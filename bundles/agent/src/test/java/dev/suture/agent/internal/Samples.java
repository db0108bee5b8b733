// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Advisory;
import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.verify.BaseUpdate;
import dev.suture.verify.Offer;

/** A device on base 5.2.0 and patches for it. */
final class Samples {
    private static final BundleRef OLD = new BundleRef("text", "1.9.0", digest('1'));

    private Samples() {
    }

    static Digest digest(char digit) {
        return new Digest(String.valueOf(digit).repeat(64));
    }

    static Generation base() {
        return generation(1, "5.2.0", PatchLevel.BASE, Optional.empty());
    }

    static Generation patched(int number, Offer offer) {
        return generation(number, offer.patch().id().base(), offer.patch().id().level(), Optional.of(offer.digest()));
    }

    private static Generation generation(int number, String base, PatchLevel level, Optional<Digest> patch) {
        return new Generation(number, new Generation.Origin("gateway", base, level, patch),
                List.of(new Generation.ManagedBundle(OLD, OLD.digest(), 10, 1, true)), Map.of());
    }

    /** The patch of a level; its digest repeats {@code digit}. */
    static Offer offer(int level, char digit) {
        BundleRef fixed = new BundleRef("text", "1.10.0", digest('2'));
        Artifact whole = new Artifact(fixed.digest(), 1000, Artifact.Encoding.XZ, Optional.empty(), digest('3'), 300);
        Patch patch = new Patch(new PatchId("gateway", "5.2.0", new PatchLevel(level)),
                new Changes(List.of(new Replacement(OLD, fixed)), List.of(), List.of(), List.of()), List.of(whole),
                new Advisory("GW-1", "Text runs code", List.of("CVE-2022-42889"), Severity.CRITICAL, true, List.of(),
                        "", Instant.EPOCH),
                Terms.DEFAULT);
        return new Offer(patch, digest(digit), URI.create("http://repository/targets/"));
    }

    /** Base release 5.3.0; its digest repeats {@code digit}. */
    static Offer baseUpdate(char digit) {
        BaseRelease from = new BaseRelease("gateway", "5.2.0", List.of(), Map.of());
        BaseRelease to = new BaseRelease("gateway", "5.3.0", List.of(), Map.of());
        Terms terms = new Terms(Pace.UNLIMITED, Optional.empty(), Terms.Consent.REQUIRED, Terms.Mode.RELAUNCH,
                Optional.empty());
        Patch patch = new Patch(new PatchId("gateway", "5.3.0", PatchLevel.BASE),
                new Changes(List.of(), List.of(), List.of(), List.of()), List.of(),
                new Advisory("5.3.0", "base release",
                        List.of(), Severity.LOW, false, List.of(), "", Instant.EPOCH),
                terms);
        return new Offer(patch, digest(digit), URI.create("http://repository/targets/"),
                Optional.of(new BaseUpdate(from, to)));
    }

    static Notification push(int content) {
        return new Notification(Optional.of(Bytes.copyOf(new byte[]{(byte) content})), Optional.empty(),
                Duration.ZERO);
    }
}
