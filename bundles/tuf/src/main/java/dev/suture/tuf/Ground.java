// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import dev.suture.verify.VerificationException;

/** The floor during one refresh: it holds for what comes next, and rises with what is trusted. Used by one thread. */
final class Ground {
    private final Backstop backstop;
    private Floor floor;

    Ground(Floor floor, Backstop backstop) {
        this.floor = floor;
        this.backstop = backstop;
    }

    Floor floor() {
        return floor;
    }

    /** @throws VerificationException if this is older than a file of the role that was trusted once */
    void require(String role, Signed<?> file) throws VerificationException {
        floor.require(role, file.content().version());
    }

    /** A file of a role is trusted from now on. */
    void trust(String role, Signed<?> file) throws VerificationException {
        require(role, file);
        floor = floor.with(role, file.content());
    }

    /** The next root of the chain is trusted from now on; {@code rotates} if it rotates keys of timestamp or snapshot. */
    void trustRoot(Signed<Root> root, boolean rotates) {
        if (root.content().version() > floor.rootVersion()) {
            floor = floor.withRoot(root, rotates);
        }
    }

    /**
     * The chain of roots has come to its end. A root that was installed anew was not reached by the chain, so nobody knows what
     * was rotated on the way: versions and time are forgotten then.
     *
     * @throws VerificationException if the root is older than one that was trusted or than the updater, or another of its version
     */
    void endChain(Signed<Root> root) throws VerificationException {
        floor.requireRoot(root);
        backstop.requireRoot(root);
        trustRoot(root, true);
        floor = backstop.under(floor);
    }
}
