// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.Rollout;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.Delegation;
import dev.suture.tuf.OfflineClient;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.Verifier;
import dev.suture.verify.internal.ListedDocuments.Document;

/**
 * Verifies by TUF and offers what the role of this device's product lists for its base; no other role is asked. Calls from
 * several threads are taken one after the other. All truth is in the store, so a new instance goes on where an old one was.
 */
final class RepositoryVerifier implements Verifier {
    private final Repository repository;
    private final TrustDirectory trust;
    private final Self self;
    private final Duration grace;
    private final Clock clock;
    private final RefreshObserver observer;

    RepositoryVerifier(Repository repository, TrustDirectory trust, Self self, Duration grace, Clock clock,
            RefreshObserver observer) {
        this.repository = repository;
        this.trust = trust;
        this.self = self;
        this.grace = grace;
        this.clock = clock;
        this.observer = observer;
    }

    /** One refresh, and what can be had under it. */
    private record Session(TufClient client, TrustedView view, ListedFiles files) {}

    @Override
    public synchronized Optional<Offer> refresh(Notification hint, int level, Set<Digest> held)
            throws VerificationException, FetchException {
        Session session = open(hint);
        ListedDocuments patches = patches(session);
        requireKnownBase(patches);
        Optional<Rollout> rollout = new Rollouts(self, trust).refresh(
                session.client().findDelegated(self.roles().rollout().name()),
                session.files());
        PatchChoice choice = new PatchChoice(self, patches, rollout, session.client().now());
        Optional<Document<Patch>> chosen = choice.find(level, held);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        TwoPersons.require(chosen.get().content(), delegation(session.view()));
        return Optional.of(new Offer(chosen.get().content(), chosen.get().digest(), content()));
    }

    @Override
    public synchronized Optional<Offer> findBase(String base) throws VerificationException, FetchException {
        return new BaseOffers(self, patches(open(Notification.CHECK_NOW)), content()).find(base);
    }

    private Session open(Notification hint) throws VerificationException, FetchException {
        Fetcher fetcher = repository.fetcher();
        TufClient client = new TufClient(new RepositoryMetadata(repository, fetcher, repository.locate("metadata/")),
                trust, observer, clock);
        TrustedView view = client.refresh(hint.timestamp().map(Bytes::toArray));
        return new Session(client, view, new ListedFiles(repository, fetcher, content(), view));
    }

    private ListedDocuments patches(Session session) throws VerificationException, FetchException {
        DelegatedTargets role = session.client().findDelegated(self.roles().patches().name())
                .orElseThrow(() -> new VerificationException(Attack.WRONG_TARGET, "targets",
                        "the repository has no product " + self.product()
                                + "; set this device up with one it has, or with the address of another repository"));
        return new ListedDocuments(session.files(), role);
    }

    private Optional<Delegation> delegation(TrustedView view) {
        return view.targets().delegations()
                .flatMap(delegations -> delegations.roles().find(self.roles().patches()));
    }

    private URI content() {
        return repository.locate("targets/");
    }

    /** Else a device that was set up with a wrong name would say for ever that there is nothing newer. */
    private void requireKnownBase(ListedDocuments patches) throws VerificationException {
        if (patches.paths().stream().noneMatch(self::isMeantBy)) {
            throw new VerificationException(Attack.WRONG_TARGET, self.roles().patches().encoded(),
                    "the repository has no base release "
                            + self.base() + " of " + self.product()
                            + "; publish it, or set this device up with one it has");
        }
    }

    @Override
    public Verifier at(Site site) {
        return new RepositoryVerifier(new Repository(site.repository(), () -> List.of(site.fetcher())),
                new TrustDirectory(site.root().resolve("trust")), new Self(site.product(), site.base(), self.device()),
                grace, clock, Silence.KEPT);
    }

    @Override
    public synchronized Standing recheck(Offer offer) throws VerificationException {
        PatchId id = offer.patch().id();
        boolean meant = offer.baseUpdate().map(update -> self.isMeantBy(update.from())).orElse(self.isMeantBy(id));
        if (!meant) {
            return new Standing.Withdrawn(id + " is not for " + self.product() + " " + self.base());
        }
        OfflineClient client = OfflineClient.open(trust, observer);
        Optional<DelegatedTargets> patches = client.findDelegated(self.roles().patches().name());
        Optional<TargetFile> listed = patches.flatMap(role -> role.find(offer.baseUpdate().isPresent()
                ? self.basePath(id.base())
                : self.path(id.level())));
        if (listed.isEmpty()) {
            return new Standing.Withdrawn(id + " is not listed any more");
        }
        if (listed.get().hashes().findSha256().filter(offer.digest()::equals).isEmpty()) {
            return new Standing.Withdrawn(id + " is listed with another content");
        }
        // No rollout is about base releases.
        Optional<DelegatedTargets> rollouts = offer.baseUpdate().isPresent()
                ? Optional.empty()
                : client.findDelegated(self.roles().rollout().name());
        if (isHalted(offer, new Rollouts(self, trust).recall(rollouts))) {
            return new Standing.Withdrawn("the rollout of " + id + " is halted");
        }
        return fresh(earliest(patches.get().expires(), rollouts), client.atLeast(clock.instant()));
    }

    /** Not whether it is reached here: that it was once is why it was offered. */
    private static boolean isHalted(Offer offer, Optional<Rollout> rollout) {
        return rollout.flatMap(lines -> lines.find(offer.patch().id().level(), offer.digest()))
                .filter(Rollout.Line::halted).isPresent();
    }

    private static Instant earliest(Instant expires, Optional<DelegatedTargets> other) {
        return other.map(DelegatedTargets::expires).filter(expires::isAfter).orElse(expires);
    }

    private Standing fresh(Instant expires, Instant now) {
        return expires.plus(grace).isBefore(now) ? new Standing.Stale(expires) : new Standing.Good();
    }
}
