// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.suture.delta.BadJarException;
import dev.suture.delta.BundleManifest;
import dev.suture.fetch.FetchException;
import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.Offer;
import dev.suture.stage.StageWatch;

/** Sees to it that the store has every bundle of a generation, each by the cheapest way for what is here. Used by one thread. */
final class Supply {
    private final Store store;
    private final Parts parts;
    private final Space space;
    private final Ways ways;
    private final ContentFetch fetch;
    private final Unpacking unpacking;
    private final Consumer<String> log;

    Supply(Path root, Store store, Link link, Disk disk, Consumer<String> log) {
        this.store = store;
        this.log = log;
        parts = new Parts(root, disk);
        space = new Space(root, disk);
        ways = new Ways(store, parts);
        fetch = new ContentFetch(parts, link, disk);
        unpacking = new Unpacking(parts, disk);
    }

    /** Fetches what is missing of {@code bundles}. */
    void provide(List<ManagedBundle> bundles, Offer offer, StageWatch watch) throws IOException, StageException {
        Map<BundleRef, List<Artifact>> missing = missing(bundles, offer);
        parts.keepOnly(missing.values().stream().flatMap(List::stream).toList());
        List<Long> wanted = new ArrayList<>();
        long toFetch = 0;
        for (List<Artifact> each : missing.values()) {
            wanted.add(ways.left(each.get(0)));
            wanted.add(each.get(0).length());
            toFetch += ways.left(each.get(0));
        }
        space.require(wanted);
        log.accept(
                offer.patch().id() + ": " + missing.size() + " of " + bundles.size() + " bundles to fetch, " + toFetch
                        + " bytes");
        Tally tally = new Tally(toFetch, watch, log);
        for (Map.Entry<BundleRef, List<Artifact>> entry : missing.entrySet()) {
            bring(entry.getKey(), entry.getValue(), offer, new Wait(watch, tally));
        }
    }

    private Map<BundleRef, List<Artifact>> missing(List<ManagedBundle> bundles, Offer offer)
            throws IOException, StageException {
        Map<BundleRef, List<Artifact>> missing = new LinkedHashMap<>();
        for (ManagedBundle bundle : bundles) {
            BundleRef wanted = bundle.bundle();
            if (!store.holds(wanted.digest(), bundle.length())) {
                List<Artifact> open = ways.to(wanted.digest(), offer.patch());
                if (open.isEmpty()) {
                    throw notHad(wanted);
                }
                missing.put(wanted, open);
            }
        }
        return missing;
    }

    private StageException notHad(BundleRef bundle) {
        return Files.exists(store.file(bundle.digest()))
                ? new StageException(Reason.DISK_FAILED,
                        "the stored file of " + bundle + " is damaged and the patch does not bring it; check the disk "
                                + "and set the gateway up anew")
                : new StageException(Reason.DOES_NOT_FIT,
                        bundle + " of the base release is needed and is neither in the "
                                + "store nor in the patch; ask for a patch that brings it");
    }

    /** The way that turns out to be none is followed by the next; only the last one's failure is the offer's. */
    private void bring(BundleRef bundle, List<Artifact> open, Offer offer, Wait wait)
            throws IOException, StageException {
        for (int i = 0; i < open.size() - 1; i++) {
            try {
                bring(bundle, open.get(i), offer, wait);
                return;
            } catch (StageException | FetchException e) {
                if (!isOfTheWay(e)) {
                    throw e;
                }
                goOn(bundle, open.get(i + 1), e, wait);
            }
        }
        bring(bundle, open.get(open.size() - 1), offer, wait);
    }

    /** Whether another way may be better: a full disk or a dead network is the same on all. */
    private static boolean isOfTheWay(Exception failure) {
        return failure instanceof StageException stage
                ? stage.reason() == Reason.WRONG_CONTENT
                : failure instanceof FetchException fetch && (fetch.reason() == FetchException.Reason.REFUSED
                        || fetch.reason() == FetchException.Reason.TOO_LONG);
    }

    private void goOn(BundleRef bundle, Artifact next, Exception failure, Wait wait) throws IOException {
        log.accept(bundle + ": " + failure.getMessage() + "; another way is taken, " + ways.left(next) + " bytes");
        wait.tally().addNeed(ways.left(next));
    }

    private void bring(BundleRef bundle, Artifact artifact, Offer offer, Wait wait)
            throws IOException, StageException {
        URI uri = offer.locate(artifact.content());
        Path content = fetch.fetch(artifact, uri, wait);
        log.accept(bundle + ": " + artifact.contentLength() + " bytes fetched"
                + (artifact.source().isPresent() ? ", a delta of " + artifact.length() : ""));
        try {
            Path jar = unpacking.unpack(artifact, content, uri, wait.watch());
            requireIdentity(bundle, jar);
            store.add(jar, artifact.digest());
        } catch (StageException e) {
            parts.drop(artifact);
            throw e;
        }
        parts.drop(artifact);
    }

    /** The framework would find out too, but only when the doors are about to close. */
    private static void requireIdentity(BundleRef bundle, Path jar) throws IOException, StageException {
        try {
            BundleManifest manifest = BundleManifest.read(jar);
            if (!manifest.symbolicName().equals(bundle.symbolicName())
                    || !manifest.version().equals(bundle.version())) {
                throw new StageException(Reason.WRONG_CONTENT, "what the patch calls " + bundle + " is "
                        + manifest.symbolicName() + " " + manifest.version() + "; tell the publisher");
            }
        } catch (BadJarException e) {
            throw new StageException(Reason.WRONG_CONTENT,
                    "what the patch calls " + bundle + " is no bundle: " + e.getMessage() + "; tell the publisher", e);
        }
    }
}
