// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.List;

import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.policy.UpdatePolicy;
import dev.suture.stage.Stager;
import dev.suture.verify.Verifier;

/**
 * The services around the agent. Each is taken for one use and given back, so that a swap of its bundle neither stops
 * the agent nor leaves it with a dead one. Safe for use by several threads.
 */
interface Stages {
    /** What a device cannot be patched without. */
    List<Class<?>> NEEDED = List.of(Anchor.class, Activator.class, Stager.class, Verifier.class, UpdatePolicy.class);

    /** The best service of this contract. @throws MissingStageException if there is none */
    <T> Held<T> take(Class<T> contract) throws MissingStageException;

    /** All services of this contract, the best first; the caller closes each. */
    <T> List<Held<T>> takeAll(Class<T> contract);

    /** Who offers what only this device's own bundles may be, and is not asked; for people. */
    default List<String> posers() {
        return List.of();
    }

    /** Whether there is a service of this contract. */
    boolean has(Class<?> contract);
}
