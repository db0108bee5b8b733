// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.suture.fetch.FetchException;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.stage.Stager;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.stage.StageWatch;

/** Stages below one state root. Knows nothing that is not on the disk. */
final class OfferStager implements Stager {
    private final Path root;
    private final Disk disk;
    private final Store store;
    private final Supply supply;
    private final Generations generations;
    private final Supplier<Set<Integer>> loaded;
    private final Consumer<String> log;
    private final AtomicBoolean staging = new AtomicBoolean();

    /**
     * A stager.
     *
     * @param loaded the numbers of the generations that bundles run from
     * @param log takes one line a step
     */
    OfferStager(Path root, Link link, Disk disk, Supplier<Set<Integer>> loaded, Consumer<String> log) {
        this.root = root;
        this.loaded = loaded;
        this.disk = disk;
        this.log = log;
        store = new Store(root, disk);
        supply = new Supply(root, store, link, disk, log);
        generations = new Generations(root, disk);
    }

    @Override
    public Generation stage(Offer offer, Generation running, StageWatch watch)
            throws StageException, FetchException {
        begin();
        try {
            return stageAlone(offer, running, watch);
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw DiskFaults.of(e, root);
        } finally {
            staging.set(false);
        }
    }

    private void begin() {
        if (!staging.compareAndSet(false, true)) {
            throw new IllegalStateException("one offer is staged at a time, and nothing collected meanwhile");
        }
    }

    @Override
    public Stager at(Site site) {
        return new OfferStager(site.root(), new Link(new FetcherSource(() -> List.of(site.fetcher())), new Throttle(0)),
                disk, Set::of,
                line -> {});
    }

    @Override
    public long collect(Set<Integer> kept) throws StageException {
        begin();
        try {
            Set<Integer> all = new HashSet<>(loaded.get());
            all.addAll(kept);
            return new Collector(root, generations, store, disk, log).collect(all);
        } catch (MalformedException e) {
            throw new StageException(Reason.DISK_FAILED,
                    "nothing is collected: a generation that is needed is damaged (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw DiskFaults.of(e, root);
        } finally {
            staging.set(false);
        }
    }

    @Override
    public Generation get(int number) throws StageException {
        try {
            return generations.find(number).orElseThrow(() -> new StageException(Reason.DISK_FAILED,
                    "there is no generation " + number + " below " + root));
        } catch (MalformedException e) {
            throw new StageException(Reason.DISK_FAILED, "the description of generation " + number + " below " + root
                    + " is damaged (" + e.getMessage() + "); a restart goes back to one that is not", e);
        } catch (IOException e) {
            throw DiskFaults.of(e, root);
        }
    }

    private Generation stageAlone(Offer offer, Generation running, StageWatch watch)
            throws IOException, StageException {
        Optional<Generation> base = running.origin().level().number() == 0
                ? Optional.of(running)
                : generations.findBase(running.origin());
        Ground ground = Ground.of(running, base);
        NextGeneration next = offer.baseUpdate().isPresent()
                ? BaseMove.of(offer.baseUpdate().get(), offer.digest(), running, ground)
                : NextGeneration.of(offer, running, ground);
        Optional<Generation> staged = generations.findWhole(next);
        if (staged.isPresent()) {
            log.accept(offer.patch().id() + ": already staged as generation " + staged.get().number());
            return staged.get();
        }
        supply.provide(next.bundles(), offer, watch);
        Generation generation = generations.add(next, running, store);
        log.accept(offer.patch().id() + ": staged as generation " + generation.number());
        return generation;
    }
}
