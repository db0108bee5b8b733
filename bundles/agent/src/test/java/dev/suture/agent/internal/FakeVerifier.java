// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.suture.fetch.FetchException;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/** Offers what it is told to. */
final class FakeVerifier implements Verifier {
    final List<Notification> hints = new ArrayList<>();
    Optional<Offer> offer = Optional.empty();
    /** The other base release there is. */
    Optional<Offer> baseOffer = Optional.empty();
    final List<String> bases = new ArrayList<>();
    Optional<FetchException> unreachable = Optional.empty();
    Optional<VerificationException> refusal = Optional.empty();
    Optional<RuntimeException> bug = Optional.empty();
    Standing standing = new Standing.Good();
    boolean refusesPushes;
    Function<Site, Verifier> rehearsing = site -> {
        throw new AssertionError("nobody rehearses");
    };
    int level = -1;

    @Override
    public Optional<Offer> refresh(Notification hint, int confirmed, Set<Digest> held)
            throws VerificationException, FetchException {
        hints.add(hint);
        level = confirmed;
        if (bug.isPresent()) {
            throw bug.get();
        }
        if (refusal.isPresent() && (!refusesPushes || hint.timestamp().isPresent())) {
            throw refusal.get();
        }
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        return offer.filter(patch -> patch.patch().id().level().number() > confirmed);
    }

    @Override
    public Verifier at(Site site) {
        return rehearsing.apply(site);
    }

    @Override
    public Optional<Offer> findBase(String base) throws VerificationException, FetchException {
        bases.add(base);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        return baseOffer.filter(found -> found.patch().id().base().equals(base));
    }

    @Override
    public Standing recheck(Offer asked) {
        return standing;
    }
}
