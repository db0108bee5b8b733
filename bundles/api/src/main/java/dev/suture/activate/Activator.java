// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

import java.time.Duration;
import java.util.OptionalInt;

import dev.suture.stage.Generation;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Plans and drives switches; the anchor executes them. One operation at a time, from one thread.
 *
 * @throws IllegalStateException from every operation that does not suit the current state, e.g. a confirm without a trial
 */
@ProviderType
public interface Activator {
    /** Number of the confirmed generation. */
    int confirmed();

    /** Number of the generation on trial, if one is. */
    OptionalInt trial();

    /** Number of the generation that was confirmed before, to which a damaged disk goes back; empty if there was none. */
    OptionalInt previous();

    /**
     * Plans the way from what the framework runs to a generation. Deterministic; changes nothing.
     *
     * @throws ActivationException if there is no way, e.g. a foreign bundle stands in it
     */
    ActivationPlan plan(Generation from, Generation to) throws ActivationException;

    /**
     * Switches, or, where the plan's mode is a relaunch, records that the next boot does. When this returns, exactly one of
     * the two generations serves.
     *
     * @throws ActivationException if the plan does not suit what runs any more; nothing was touched
     */
    ActivationResult activate(Generation from, Generation to) throws ActivationException;

    /** Waits until every request older than the switch has left, at most {@code limit}. */
    Drained awaitDrained(Duration limit) throws InterruptedException;

    /** Accepts the generation on trial: the old bundles are uninstalled. */
    void confirm() throws ActivationException;

    /** Takes the generation on trial back; the confirmed one serves again, at once or from the next boot on. */
    ActivationResult revert(String reason) throws ActivationException;
}
