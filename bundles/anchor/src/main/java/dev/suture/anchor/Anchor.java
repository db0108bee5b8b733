// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Executes switch scripts, one at a time, and keeps what generation is confirmed and what is on trial. A service of the
 * system bundle. Safe for use by several threads; operations are serialised.
 */
public interface Anchor {
    /** Number of the confirmed generation. */
    int confirmed();

    /** Number of the generation on trial, if one is. */
    OptionalInt trial();

    /** Number of the generation that was confirmed before, to which a damaged disk goes back. */
    OptionalInt previous();

    /**
     * Takes the one lease under which an updater works, waiting at most {@code wait} for it. Between the start of a new
     * updater and the stop of the old one both are active; only the holder acts.
     */
    Optional<Lease> lease(Duration wait) throws InterruptedException;

    /**
     * Runs a script forwards: prepares it while all goes on, then closes the doors, switches and opens them. Afterwards
     * the new generation is on trial, or all is as before.
     *
     * @throws IllegalStateException if a generation is on trial, or the script starts elsewhere than at what runs
     * @throws IOException if the journal cannot be written; nothing was touched
     */
    Outcome execute(SwitchScript script, Gates gates) throws IOException;

    /**
     * Says that an updater that works watches the trial: it will confirm it, take it back or say so again within
     * {@code limit}. Who misses that is taken for dead, and the anchor takes the trial back by itself. Before this is said
     * for the first time the limit of the script holds.
     *
     * @throws IllegalStateException if no generation is on trial
     */
    void watched(Duration limit);

    /**
     * Waits until every request older than the switch has left.
     *
     * @return what is still inside after {@code limit}, one line a door; empty if nothing is
     */
    List<String> awaitOlderLeft(Duration limit) throws InterruptedException;

    /**
     * Accepts the generation on trial: uninstalls the old bundles.
     *
     * @throws IllegalStateException if none is on trial
     * @throws IOException if the journal cannot be written; the trial goes on
     */
    void confirm() throws IOException;

    /**
     * Runs the script backwards: the confirmed generation serves again. A generation that was booted rather than switched
     * to is taken back by the next boot.
     *
     * @throws IllegalStateException if no generation is on trial, or it was booted and {@link #canRelaunch()} is false:
     *         that one is taken back by restarts
     * @throws IOException if the journal cannot be written; the trial goes on
     */
    Outcome revert(String reason) throws IOException;

    /** The generation that a boot or the anchor itself gave up; empty once a script has begun after that. */
    Optional<Setback> setback();

    /** Whether somebody boots the gateway again after {@link #relaunch()}. */
    boolean canRelaunch();

    /**
     * Puts a generation on trial that only a boot can bring up. What runs goes on until {@link #relaunch()}, and nothing
     * else can be done to it.
     *
     * @throws IllegalStateException as {@link #execute} does, or if {@link #canRelaunch()} is false
     * @throws IOException if the journal cannot be written; nothing has changed
     */
    void bootNext(int from, int to) throws IOException;

    /**
     * Stops the framework and has it booted again. Returns at once, before anything has stopped.
     *
     * @throws IllegalStateException if nothing waits for a boot
     */
    void relaunch();

    /** The right to work as the updater. */
    interface Lease extends AutoCloseable {
        /** Gives it back. */
        @Override
        void close();
    }
}
