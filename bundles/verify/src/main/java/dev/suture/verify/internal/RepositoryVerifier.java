// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedStore;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.Verifier;

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
        TufClient client = new TufClient(new RepositoryMetadata(repository, fetcher), trust, observer, clock);
        TrustedView view = client.refresh(hint.timestamp().map(Bytes::toArray));
        requireKnownBase(view);
        Optional<PatchId> newest = findNewest(view, level);
        return newest.isPresent() ? Optional.of(offer(newest.get(), view, fetcher)) : Optional.empty();
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

    private Offer offer(PatchId id, TrustedView view, Fetcher fetcher) throws VerificationException, FetchException {
        String path = product.path(id.level());
        TargetFile file = view.targets().find(path).orElseThrow();
        Digest digest = file.hashes().findSha256()
                .orElseThrow(() -> new VerificationException(Attack.MALFORMED, path, "listed without a SHA-256"));
        if (file.length() > PatchFormat.MAX_LENGTH) {
            throw new VerificationException(Attack.ENDLESS_DATA, path, "listed with more than " + PatchFormat.MAX_LENGTH
                    + " bytes");
        }
        String prefix = view.root().consistentSnapshot() ? digest.hex() + "." : "";
        URI uri = repository.locate("targets/" + path.replace("patch.json", prefix + "patch.json"));
        Patch patch = read(path, fetch(fetcher, path, uri, file));
        if (!patch.id().equals(id)) {
            throw new VerificationException(Attack.WRONG_TARGET, path, "made for " + patch.id() + ", listed for " + id);
        }
        return new Offer(patch, digest, repository.locate("targets/"));
    }

    private byte[] fetch(Fetcher fetcher, String path, URI uri, TargetFile file)
            throws VerificationException, FetchException {
        try {
            byte[] bytes = repository.find(fetcher, uri, (int) file.length())
                    .orElseThrow(() -> new FetchException(Reason.REFUSED, uri, "not found, though it is listed"));
            if (!file.matches(bytes)) {
                throw new VerificationException(Attack.ARBITRARY_CONTENT, path, "not the file that is listed");
            }
            return bytes;
        } catch (FetchException e) {
            if (e.reason() == Reason.TOO_LONG) {
                throw new VerificationException(Attack.ENDLESS_DATA, path, "longer than listed", e);
            }
            throw e;
        }
    }

    private static Patch read(String path, byte[] bytes) throws VerificationException {
        try {
            return PatchFormat.read(bytes);
        } catch (MalformedException e) {
            throw new VerificationException(Attack.MALFORMED, path, e.getMessage(), e);
        }
    }

    @Override
    public Verifier at(Site site) {
        return new RepositoryVerifier(new Repository(site.repository(), () -> List.of(site.fetcher())),
                new TrustDirectory(site.root().resolve("trust")), new Product(site.product(), site.base()), grace,
                clock, Silence.KEPT);
    }

    @Override
    public synchronized Standing recheck(Offer offer) throws VerificationException {
        TrustedView view = TufClient.current(trust, observer);
        PatchId id = offer.patch().id();
        if (!product.isMeantBy(id)) {
            return new Standing.Withdrawn(id + " is not for " + product.name() + " " + product.base());
        }
        Optional<TargetFile> listed = view.targets().find(product.path(id.level()));
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
