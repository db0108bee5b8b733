// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

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
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.Digest;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.patch.Rollout;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;

/** One value of each document with every field set. */
final class Samples {
    static final Digest OLD = digest('1');
    static final Digest NEW = digest('2');
    static final Digest CONTENT = digest('3');
    static final Map<String, Object> PROPERTIES = Map.of("text", "a \"b\" \u00e4", "bool", true, "long",
            -999_999_999_999_999_999L, "list", List.of("x", "y"), "longs", List.of(1L, 2L), "empty", List.of());

    private Samples() {
    }

    static Patch patch() {
        Changes changes = new Changes(List.of(new Replacement(bundle("text", OLD), bundle("text", NEW))),
                List.of(bundle("mailer", digest('4'))), List.of(bundle("gone", digest('5'))),
                List.of(new ConfigurationChange("some.pid", "text", PROPERTIES, true)));
        Artifact whole = new Artifact(NEW, 1000, Artifact.Encoding.XZ, Optional.empty(), CONTENT, 300);
        Artifact delta = new Artifact(NEW, 1000, Artifact.Encoding.DELTA, Optional.of(OLD), digest('6'), 30);
        Terms terms = new Terms(new Pace(5, Duration.ofHours(2), 20), Optional.of(Instant.EPOCH),
                Terms.Consent.REQUIRED, Terms.Mode.RELAUNCH,
                Optional.of(new Terms.Rehearsal("12 gates green", digest('7'))));
        return new Patch(new PatchId("gateway", "5.2.0", new PatchLevel(27)), changes, List.of(whole, delta),
                advisory(), terms);
    }

    static Patch plainPatch() {
        Patch full = patch();
        return new Patch(full.id(), new Changes(List.of(), List.of(), List.of(), List.of()), List.of(),
                full.advisory(), Terms.DEFAULT);
    }

    static Advisory advisory() {
        return new Advisory("GW-2022-7", "Text substitution runs code", List.of("CVE-2022-42889"), Severity.CRITICAL,
                true, List.of(new Advisory.Affected("text", "[1.5,1.10)")), "Line one\nline two",
                Instant.parse("2022-10-13T11:22:33.456Z"));
    }

    static BaseRelease base() {
        return new BaseRelease("gateway", "5.2.0",
                List.of(new BaseRelease.BaseBundle(bundle("z", OLD), 10, 3),
                        new BaseRelease.BaseBundle(bundle("a", NEW), 0, 1)),
                Map.of("p.two", PROPERTIES, "p.one", Map.of()),
                List.of(new Artifact(OLD, 10, Artifact.Encoding.XZ, Optional.empty(), CONTENT, 7),
                        new Artifact(NEW, 0, Artifact.Encoding.XZ, Optional.empty(), CONTENT, 8)));
    }

    static Generation generation() {
        return new Generation(3, new Generation.Origin("gateway", "5.2.0", new PatchLevel(1), Optional.of(CONTENT)),
                List.of(new Generation.ManagedBundle(bundle("text", NEW), OLD, 10, 3, true),
                        new Generation.ManagedBundle(bundle("mailer", OLD), OLD, 11, 4, false)),
                Map.of("p.one", PROPERTIES));
    }

    static Rollout rollout() {
        return new Rollout("gateway", "5.2.0",
                List.of(new Rollout.Line(new PatchLevel(2), NEW, Instant.parse("2026-01-31T12:00:00Z"),
                        Duration.ofMinutes(10),
                        List.of(new Rollout.Wave(1, Duration.ZERO), new Rollout.Wave(20, Duration.ofHours(1))), true)));
    }

    static Notification notification() {
        return new Notification(Optional.of(Bytes.copyOf(new byte[]{1, 2, 3, -1})),
                Optional.of(Bytes.copyOf(new byte[]{9})), Duration.ofSeconds(30));
    }

    static BundleRef bundle(String name, Digest digest) {
        return new BundleRef(name, "1.10.0", digest);
    }

    static Digest digest(char digit) {
        return new Digest(String.valueOf(digit).repeat(64));
    }
}
