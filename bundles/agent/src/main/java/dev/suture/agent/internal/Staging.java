// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Map;
import java.util.function.Consumer;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Artifact;
import dev.suture.patch.Patch;
import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.StageWatch;
import dev.suture.stage.Stager;
import dev.suture.verify.Offer;

/** Brings an offer onto the disk. Used by the working thread. */
final class Staging {
    private final Stages stages;
    private final Cancellation cancellation;
    private final Fetched fetched;

    Staging(Stages stages, Cancellation cancellation, Fetched fetched) {
        this.stages = stages;
        this.cancellation = cancellation;
        this.fetched = fetched;
    }

    /** Fetches, verifies and lays out; hands over the generation that came of it. */
    Happened stage(Offer offer, Look look, Consumer<Generation> result)
            throws CancelledException, MissingStageException {
        try (Held<Stager> stager = stages.take(Stager.class)) {
            Generation generation = stager.service().stage(offer, look.running(), watch());
            result.accept(generation);
            return Happened.of(Happening.COMPLETE).with(Map.of("generation", Integer.toString(generation.number()),
                    "bytes", Long.toString(weight(offer.patch()))));
        } catch (StageException e) {
            return failed(e);
        } catch (FetchException e) {
            cancellation.check();
            return Happened.failure(Reason.Code.FETCH, e);
        } finally {
            fetched.ends();
        }
    }

    private StageWatch watch() {
        return new StageWatch() {
            @Override
            public boolean isCancelled() {
                return cancellation.isSet();
            }

            @Override
            public void fetched(long bytes, long of) {
                fetched.is(bytes, of);
            }
        };
    }

    private static Happened failed(StageException e) {
        return switch (e.reason()) {
        case DOES_NOT_FIT -> Happened.because(Happening.MISFIT, Reason.of(Reason.Code.MISFIT, e));
        case WRONG_CONTENT -> Happened.failure(Reason.Code.CONTENT, e);
        case DISK_FULL, DISK_FAILED -> Happened.failure(Reason.Code.DISK, e);
        };
    }

    /** How many bytes of content the patch consists of, at most. */
    private static long weight(Patch patch) {
        return patch.changes().replaces().stream().map(Replacement::to)
                .flatMap(bundle -> patch.findWhole(bundle.digest()).stream()).mapToLong(Artifact::contentLength).sum();
    }
}
