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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.suture.delta.BadJarException;
import dev.suture.delta.BundleManifest;
import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.Offer;

/** Sees to it that the store has every bundle of a generation. Used by one thread. */
final class Supply {
    private final Store store;
    private final Parts parts;
    private final Space space;
    private final ContentFetch fetch;
    private final Unpacking unpacking;
    private final Consumer<String> log;

    Supply(Path root, Store store, Source source, Disk disk, Consumer<String> log) {
        this.store = store;
        this.log = log;
        parts = new Parts(root, disk);
        space = new Space(root, disk);
        fetch = new ContentFetch(parts, source, disk);
        unpacking = new Unpacking(parts, disk);
    }

    /** Fetches what is missing of {@code bundles}. */
    void provide(List<ManagedBundle> bundles, Offer offer, BooleanSupplier cancelled)
            throws IOException, StageException {
        Map<BundleRef, Artifact> missing = missing(bundles, offer);
        parts.keepOnly(missing.values());
        List<Long> wanted = new ArrayList<>();
        for (Artifact artifact : missing.values()) {
            wanted.add(Math.max(0, artifact.contentLength() - parts.fetched(artifact)));
            wanted.add(artifact.length());
        }
        space.require(wanted);
        log.accept(offer.patch().id() + ": " + missing.size() + " of " + bundles.size() + " bundles to fetch");
        for (Map.Entry<BundleRef, Artifact> entry : missing.entrySet()) {
            bring(entry.getKey(), entry.getValue(), offer.locate(entry.getValue().content()), cancelled);
        }
    }

    private Map<BundleRef, Artifact> missing(List<ManagedBundle> bundles, Offer offer)
            throws IOException, StageException {
        Map<BundleRef, Artifact> missing = new LinkedHashMap<>();
        for (ManagedBundle bundle : bundles) {
            BundleRef wanted = bundle.bundle();
            if (!store.holds(wanted.digest(), bundle.length())) {
                Optional<Artifact> whole = offer.patch().findWhole(wanted.digest());
                missing.put(wanted, whole.orElseThrow(() -> notHad(wanted)));
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

    private void bring(BundleRef bundle, Artifact artifact, URI uri, BooleanSupplier cancelled)
            throws IOException, StageException {
        Path content = fetch.fetch(artifact, uri, cancelled);
        log.accept(bundle + ": " + artifact.contentLength() + " bytes fetched");
        try {
            Path jar = unpacking.unpack(artifact, content, uri, cancelled);
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
