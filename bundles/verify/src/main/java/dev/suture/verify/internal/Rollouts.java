// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.io.IOException;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Rollout;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.RolloutFormat;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The rollout of this device's product and base, kept beside the trusted metadata so that right before a switch nobody has to
 * be asked. It is as good as the role that lists it: a file that is not what is listed is none. Used by one thread.
 */
final class Rollouts {
    private final Self self;
    private final TrustDirectory trust;

    Rollouts(Self self, TrustDirectory trust) {
        this.self = self;
        this.trust = trust;
    }

    /** What {@code role} lists, fetched if it is not at hand. */
    Optional<Rollout> refresh(Optional<DelegatedTargets> role, ListedFiles files)
            throws VerificationException, FetchException {
        Optional<TargetFile> listed = role.flatMap(targets -> targets.find(self.rolloutPath()));
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> kept = findKept(listed.get());
        if (kept.isPresent()) {
            return Optional.of(read(kept.get()));
        }
        byte[] bytes = files.get(self.rolloutPath(), listed.get(), RolloutFormat.MAX_LENGTH);
        Rollout rollout = read(bytes);
        try {
            trust.saveRollout(bytes);
        } catch (IOException e) {
            throw new VerificationException(Attack.LOCAL_DAMAGE, self.rolloutPath(), e.getMessage(), e);
        }
        return Optional.of(rollout);
    }

    /**
     * What {@code role} lists, as far as it is at hand.
     *
     * @throws VerificationException {@link Attack#LOCAL_DAMAGE} if it is not: then nobody knows whether it is halted
     */
    Optional<Rollout> recall(Optional<DelegatedTargets> role) throws VerificationException {
        Optional<TargetFile> listed = role.flatMap(targets -> targets.find(self.rolloutPath()));
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(findKept(listed.get()).orElseThrow(() -> new VerificationException(Attack.LOCAL_DAMAGE,
                self.rolloutPath(), "not at hand; the next refresh fetches it"))));
    }

    private Optional<byte[]> findKept(TargetFile listed) {
        try {
            return trust.findRollout().filter(listed::matches);
        } catch (IOException e) {
            return Optional.empty(); // as if it were not there: it is fetched anew, or the question stays open
        }
    }

    private Rollout read(byte[] bytes) throws VerificationException {
        Rollout rollout;
        try {
            rollout = RolloutFormat.read(bytes);
        } catch (MalformedException e) {
            throw new VerificationException(Attack.MALFORMED, self.rolloutPath(), e.getMessage(), e);
        }
        if (!rollout.product().equals(self.product()) || !rollout.base().equals(self.base())) {
            throw new VerificationException(Attack.WRONG_TARGET, self.rolloutPath(), "made for another base release");
        }
        return rollout;
    }
}
