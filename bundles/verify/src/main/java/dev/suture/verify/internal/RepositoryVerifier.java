// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.tuf.OfflineClient;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedStore;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.Verifier;
import dev.suture.verify.internal.ListedDocuments.Document;

/**
 * Verifies by TUF and offers the newest patch listed for this device's product and base. Calls from several threads are
 * taken one after the other. All truth is in the store, so a new instance goes on where an old one was.
 */
final class RepositoryVerifier implements Verifier {
    private final Repository repository;
    private final TrustedStore trust;
    private final Product product;
    private final Duration grace;
    private final Clock clock;
    private final RefreshObserver observer;

    RepositoryVerifier(Repository repository, TrustedStore trust, Product product, Duration grace, Clock clock,
            RefreshObserver observer) {
        this.repository = repository;
        this.trust = trust;
        this.product = product;
        this.grace = grace;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public synchronized Optional<Offer> refresh(Notification hint, int level)
            throws VerificationException, FetchException {
        Fetcher fetcher = repository.fetcher();
        TrustedView view = view(fetcher, hint);
        requireKnownBase(view);
        Optional<PatchId> newest = findNewest(view, level);
        return newest.isPresent()
                ? Optional.of(offer(newest.get(), new ListedDocuments(repository, fetcher, view)))
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Offer> findBase(String base) throws VerificationException, FetchException {
        Fetcher fetcher = repository.fetcher();
        TrustedView view = view(fetcher, Notification.CHECK_NOW);
        return new BaseOffers(product, new ListedDocuments(repository, fetcher, view), content()).find(base);
    }

    private TrustedView view(Fetcher fetcher, Notification hint) throws VerificationException, FetchException {
        TufClient client = new TufClient(new RepositoryMetadata(repository, fetcher, repository.locate("metadata/")),
                trust, observer, clock);
        return client.refresh(hint.timestamp().map(Bytes::toArray));
    }

    private URI content() {
        return repository.locate("targets/");
    }

    /** Else a device that was set up with a wrong name would say for ever that there is nothing newer. */
    private void requireKnownBase(TrustedView view) throws VerificationException {
        if (view.targets().targets().keySet().stream().noneMatch(product::isMeantBy)) {
            throw new VerificationException(Attack.WRONG_TARGET, "targets", "the repository has no base release "
                    + product.base() + " of " + product.name() + "; publish it, or set this device up with one it has");
        }
    }

    private Optional<PatchId> findNewest(TrustedView view, int level) {
        return view.targets().targets().keySet().stream().flatMap(path -> product.findPatch(path).stream())
                .filter(patch -> patch.level().number() > level).max(Comparator.comparing(PatchId::level));
    }

    private Offer offer(PatchId id, ListedDocuments documents) throws VerificationException, FetchException {
        String path = product.path(id.level());
        Document<Patch> patch = documents.get(path, PatchFormat.MAX_LENGTH, PatchFormat::read);
        if (!patch.content().id().equals(id)) {
            throw new VerificationException(Attack.WRONG_TARGET, path, "made for " + patch.content().id()
                    + ", listed for " + id);
        }
        return new Offer(patch.content(), patch.digest(), content());
    }

    @Override
    public Verifier at(Site site) {
        return new RepositoryVerifier(new Repository(site.repository(), () -> List.of(site.fetcher())),
                new TrustDirectory(site.root().resolve("trust")), new Product(site.product(), site.base()), grace,
                clock, Silence.KEPT);
    }

    @Override
    public synchronized Standing recheck(Offer offer) throws VerificationException {
        TrustedView view = OfflineClient.open(trust, observer).view();
        PatchId id = offer.patch().id();
        boolean meant = offer.baseUpdate().map(update -> product.isMeantBy(update.from()))
                .orElse(product.isMeantBy(id));
        if (!meant) {
            return new Standing.Withdrawn(id + " is not for " + product.name() + " " + product.base());
        }
        Optional<TargetFile> listed = view.targets().find(offer.baseUpdate().isPresent()
                ? product.basePath(id.base())
                : product.path(id.level()));
        if (listed.isEmpty()) {
            return new Standing.Withdrawn(id + " is not listed any more");
        }
        if (!listed.get().hashes().findSha256().filter(offer.digest()::equals).isPresent()) {
            return new Standing.Withdrawn(id + " is listed with another content");
        }
        boolean stale = view.expires().plus(grace).isBefore(clock.instant());
        return stale ? new Standing.Stale(view.expires()) : new Standing.Good();
    }
}
