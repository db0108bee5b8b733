// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.Rollout;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.rollout.Place;
import dev.suture.tuf.rollout.Reach;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.internal.ListedDocuments.Document;

/**
 * Which of the listed patches this device is offered: the newest that its rollout has reached here. One that it has not
 * reached hides no earlier one, for else the canaries of the second level would keep the first from all the others; nor does
 * one that this device holds. Used by one thread.
 */
final class PatchChoice {
    /** Each costs a request: a publisher who holds back more levels than that holds back the earlier ones too. */
    private static final int MOST = 16;

    private final Self self;
    private final ListedDocuments patches;
    private final Optional<Rollout> rollout;
    private final Instant now;

    PatchChoice(Self self, ListedDocuments patches, Optional<Rollout> rollout, Instant now) {
        this.self = self;
        this.patches = patches;
        this.rollout = rollout;
        this.now = now;
    }

    /**
     * The newest above {@code level}.
     *
     * @param held patches that are not tried by themselves here; such a one is the choice only if there is no other
     */
    Optional<Document<Patch>> find(int level, Set<Digest> held) throws VerificationException, FetchException {
        Optional<Document<Patch>> resort = Optional.empty();
        for (PatchId id : candidates(level)) {
            Document<Patch> patch = get(id);
            if (isReached(patch)) {
                if (!held.contains(patch.digest())) {
                    return Optional.of(patch);
                }
                resort = resort.isPresent() ? resort : Optional.of(patch);
            }
        }
        return resort;
    }

    private List<PatchId> candidates(int level) {
        return patches.paths().stream().flatMap(path -> self.findPatch(path).stream())
                .filter(patch -> patch.level().number() > level).sorted(Comparator.comparing(PatchId::level).reversed())
                .limit(MOST).toList();
    }

    private Document<Patch> get(PatchId id) throws VerificationException, FetchException {
        String path = self.path(id.level());
        Document<Patch> patch = patches.get(path, PatchFormat.MAX_LENGTH, PatchFormat::read);
        if (!patch.content().id().equals(id)) {
            throw new VerificationException(Attack.WRONG_TARGET, path, "made for " + patch.content().id()
                    + ", listed for " + id);
        }
        return patch;
    }

    private boolean isReached(Document<Patch> patch) {
        Optional<Rollout.Line> line = rollout
                .flatMap(lines -> lines.find(patch.content().id().level(), patch.digest()));
        return Place.of(self.device(), patch.digest()).isWithin(Reach.at(now, patch.content(), line));
    }
}
