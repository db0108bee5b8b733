// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.osgi.framework.BundleContext;

import dev.suture.anchor.Anchor;
import dev.suture.bench.swap.Libraries.Library;
import dev.suture.runtime.launch.Launcher;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** Does what the agent does with a staged generation: activate, again if it was undone, wait, confirm. */
final class SutureSwapper implements Swapper {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 10;

    private final Anchor anchor;
    private final ShippedUpdater updater;
    private final Generations generations;
    private final Libraries libraries;
    private Generation running;

    /** Waits for the updater's services. */
    SutureSwapper(Launcher launcher, Path root, Libraries libraries) throws IOException, InterruptedException {
        BundleContext context = launcher.context();
        this.updater = new ShippedUpdater(context);
        this.anchor = context.getService(context.getServiceReference(Anchor.class));
        this.generations = new Generations(root);
        this.libraries = libraries;
        this.running = launcher.generation();
    }

    @Override
    public SwapNote swap() throws IOException, InterruptedException {
        Library next = libraries.other(version());
        Generation to = generations.add(running, next);
        Anchor.Lease lease = anchor.lease(PATIENCE).orElseThrow(() -> new IOException("the agent is at work"));
        try {
            List<String> undone = new ArrayList<>();
            Duration closed = activate(to, undone);
            List<String> inside = anchor.awaitOlderLeft(PATIENCE);
            if (!inside.isEmpty()) {
                throw new IOException("old requests do not leave: " + String.join(", ", inside));
            }
            anchor.confirm();
            running = to;
            return new SwapNote(next.bundle().version(), closed, undone);
        } finally {
            lease.close();
        }
    }

    /** Switches; an undone switch has cost its callers only a wait, and is tried again as a device would. */
    private Duration activate(Generation to, List<String> undone) throws IOException {
        while (undone.size() < MOST_TRIES) {
            ShippedUpdater.Result result = updater.activate(running.number(), to.number());
            if (result.undone().isEmpty()) {
                return result.closed();
            }
            undone.add(result.undone().get());
        }
        throw new IOException("undone " + undone.size() + " times, at last because " + undone.get(MOST_TRIES - 1));
    }

    private String version() throws IOException {
        return running.bundles().stream().map(ManagedBundle::bundle)
                .filter(bundle -> bundle.symbolicName().equals(Libraries.SYMBOLIC_NAME)).findFirst()
                .orElseThrow(() -> new IOException("the generation has no library")).version();
    }
}
