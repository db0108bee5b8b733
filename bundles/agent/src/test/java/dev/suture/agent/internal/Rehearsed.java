// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.suture.agent.internal.noop.Form;
import dev.suture.agent.internal.noop.NoOp;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.StageException;
import dev.suture.stage.StageWatch;
import dev.suture.stage.Stager;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.Verifier;

/** A verifier and a stager that carry a no-op as they should, but for what they are told to do wrong. */
final class Rehearsed {
    private final Supplier<NoOp> noOp;
    final Set<Form> accepted = EnumSet.noneOf(Form.class);
    Optional<VerificationException> refusal = Optional.empty();
    Optional<StageException> failure = Optional.empty();
    Optional<Error> bug = Optional.empty();
    boolean findsNothing;
    boolean stagesOther;
    int rehearsals;

    /** @param noOp the one that is rehearsed, once it is */
    Rehearsed(Supplier<NoOp> noOp) {
        this.noOp = noOp;
    }

    Verifier verifier(Site site) {
        rehearsals++;
        return new AtSite(site);
    }

    Stager stager(Site site) {
        return new AtSite(site);
    }

    /** Knows the form by the name of the place. */
    private boolean isRefused(Site site, Predicate<Form> which) {
        Form form = Form.valueOf(site.root().getFileName().toString());
        return form != Form.RIGHT && !accepted.contains(form) && which.test(form);
    }

    private final class AtSite implements Verifier, Stager {
        private final Site site;

        AtSite(Site site) {
            this.site = site;
        }

        @Override
        public Optional<Offer> refresh(Notification hint, int level, Set<Digest> held) throws VerificationException {
            if (bug.isPresent()) {
                throw bug.get();
            }
            if (isRefused(site, form -> form != Form.SPOILT)) {
                throw new VerificationException(Attack.ARBITRARY_CONTENT, "timestamp", "flawed");
            }
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return findsNothing
                    ? Optional.empty()
                    : Optional.of(new Offer(patch(), noOp.get().patch(), site.repository()));
        }

        private Patch patch() {
            try {
                return PatchFormat.read(
                        noOp.get().forms().get(Form.RIGHT)
                                .get("targets/no-op/1/1/" + noOp.get().patch().hex() + ".patch.json").toArray());
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Generation stage(Offer offer, Generation running, StageWatch watch) throws StageException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (isRefused(site, form -> true)) {
                throw new StageException(StageException.Reason.WRONG_CONTENT, "not what was signed");
            }
            ManagedBundle old = running.bundles().get(0);
            ManagedBundle next = new ManagedBundle(patch().changes().replaces().get(0).to(), old.base(), 1, 1, true);
            return new Generation(2, running.origin(), List.of(stagesOther ? old : next), running.configurations());
        }

        @Override
        public long collect(Set<Integer> kept) {
            throw new AssertionError("not asked");
        }

        @Override
        public Optional<Offer> findBase(String base) {
            throw new AssertionError("not asked");
        }

        @Override
        public Standing recheck(Offer offer) {
            throw new AssertionError("not asked");
        }

        @Override
        public Generation get(int number) {
            throw new AssertionError("not asked");
        }

        @Override
        public AtSite at(Site other) {
            throw new AssertionError("one place is enough");
        }
    }
}
