// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import dev.suture.runtime.load.LoadReport;

/**
 * The demo's plot: a hole that closes, an updater that patches itself, liars, a bad patch. Each scene ends in checks of what
 * is seen from outside the gateway. Used by one thread.
 */
final class Story {
    /** The least load under which the demo proves anything, in requests a second. */
    static final double LEAST_LOAD = 500;
    /** The library's class whose loaders are counted. */
    private static final String LIBRARY_CLASS = "org.apache.commons.text.StringSubstitutor";
    private static final int STRAYS = 5;

    private final Props props;
    private final Sabotage sabotage;

    Story(Props props, Sabotage sabotage) {
        this.props = props;
        this.sabotage = sabotage;
    }

    /** Tells it. */
    Figures tell(Duration firstExposed) throws IOException, InterruptedException {
        Backstage stage = props.stage();
        PatchScenes patches = new PatchScenes(props, identity());
        AttackScenes attacks = new AttackScenes(props);
        patches.theHole();
        props.load().mark();
        if (sabotage == Sabotage.LOST) {
            props.load().stray(new FreePorts(new SecureRandom()).pick(), STRAYS);
        }
        patches.theHoleCloses();
        byte[] kept = attacks.keepTimestamp();
        patches.theUpdaterPatchesItself();
        attacks.aForgedNotification();
        attacks.aReplayedLevel(kept);
        patches.theNewUpdaterPatches(attacks.aTamperedArtifact(sabotage == Sabotage.TAMPER));
        patches.aBadPatchIsUndone();
        attacks.theBadPatchIsOfferedAgain();
        LoadReport end = props.load().stop();
        props.checks().check("nothing lost", () -> findLoss(end));
        props.checks().check("collected", () -> patches.findSecondLoader(LIBRARY_CLASS), "confirmed");
        return new Figures(stage.gateway().pid(), firstExposed, patches.legs(), end);
    }

    private static Optional<String> findLoss(LoadReport end) {
        long lost = end.sent() - end.right();
        return lost == 0
                ? Optional.empty()
                : Optional.of(lost + " of " + Texts.count(end.sent()) + " requests (" + end.describeLost() + ")");
    }

    private ProcessIdentity identity() throws IOException {
        return ProcessIdentity.find(props.stage().gateway().pid())
                .orElseThrow(() -> new IOException(props.stage().gateway().describeEnd()));
    }
}
