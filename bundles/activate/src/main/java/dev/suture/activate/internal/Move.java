// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.Optional;

import dev.suture.activate.ActivationPlan.Action;
import dev.suture.activate.ActivationPlan.Member;
import dev.suture.patch.BundleRef;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * What happens to one member of S.
 *
 * @param member what a person sees of it
 * @param start what is installed and, unless it is to stay stopped, started
 * @param startLevel where in the order it stands
 */
record Move(Member member, Optional<ManagedBundle> start, int startLevel) {
    /** What the running {@code old} becomes. */
    static Move of(ManagedBundle old, Optional<ManagedBundle> next) {
        return new Move(next.map(wanted -> member(old, wanted))
                .orElseGet(() -> new Member(old.bundle(), Action.REMOVE, "the patch removes it")), next,
                next.orElse(old).startLevel());
    }

    /** What did not run before. */
    static Move add(ManagedBundle added) {
        return new Move(new Member(added.bundle(), Action.ADD, "new"), Optional.of(added), added.startLevel());
    }

    private static Member member(ManagedBundle old, ManagedBundle next) {
        BundleRef bundle = next.bundle();
        if (!next.started() && old.started()) {
            return new Member(old.bundle(), Action.STOP, "the patch stops it");
        }
        if (!bundle.equals(old.bundle())) {
            return new Member(bundle, Action.REPLACE, "replaces " + old.bundle().version());
        }
        if (next.started() && !old.started()) {
            return new Member(bundle, Action.COPY, "the patch starts it again");
        }
        return new Member(bundle, Action.COPY,
                next.equals(old) ? "it is wired to what changes" : "its place in the generation changes");
    }
}
