// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import dev.suture.activate.Activator;
import dev.suture.report.Phase;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;

/**
 * Has what is not needed any more collected when the device comes to rest: it keeps what is confirmed, what was confirmed before, and
 * what serves. Used by the working thread.
 */
final class Tidying {
    private final World world;
    private final Chronicle chronicle;
    private final Inbox inbox;
    private Optional<Set<Integer>> before = Optional.empty();

    Tidying(World world, Chronicle chronicle, Inbox inbox) {
        this.world = world;
        this.chronicle = chronicle;
        this.inbox = inbox;
    }

    /** Does it if something has changed since it was done, or a person asked for it, and no offer is under way. */
    void tidy(Look look) throws MissingStageException {
        Phase phase = chronicle.current().stand().phase();
        if (look.trial().isPresent() || !phase.isTerminal() && phase != Phase.IDLE) {
            return;
        }
        Set<Integer> kept = kept(look);
        if (inbox.takeCollect() || !before.equals(Optional.of(kept))) {
            before = Optional.of(kept);
            collect(kept);
        }
    }

    private Set<Integer> kept(Look look) throws MissingStageException {
        Set<Integer> kept = new TreeSet<>(Set.of(look.confirmed()));
        kept.add(look.running().number());
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            OptionalInt previous = activator.service().previous();
            previous.ifPresent(kept::add);
        }
        return kept;
    }

    /** That it fails costs space and nothing else. */
    private void collect(Set<Integer> kept) throws MissingStageException {
        try (Held<Stager> stager = world.stages().take(Stager.class)) {
            stager.service().collect(kept);
        } catch (StageException e) {
            world.log().warn(e.getMessage());
        }
    }
}
