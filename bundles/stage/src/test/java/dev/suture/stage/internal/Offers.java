// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.time.Instant;
import java.util.List;

import dev.suture.patch.Advisory;
import dev.suture.patch.Artifact;
import dev.suture.patch.Changes;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.verify.Offer;

/** Offers of patches, as the verifier would make them. */
final class Offers {
    private Offers() {
    }

    static Offer of(String product, String base, int level, Changes changes, List<Artifact> artifacts) {
        Advisory advisory = new Advisory("id", "title", List.of(), Severity.HIGH, false, List.of(), "", Instant.EPOCH);
        Patch patch = new Patch(new PatchId(product, base, new PatchLevel(level)), changes, artifacts, advisory,
                Terms.DEFAULT);
        return new Offer(patch, Jars.digest((patch.id() + changes.toString()).getBytes()), Depot.TARGETS);
    }
}
