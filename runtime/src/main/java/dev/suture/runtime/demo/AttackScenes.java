// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scenes in which somebody lies: the broker, the mirror, the network between. Used by one thread. */
final class AttackScenes {
    private final Props props;
    private final Checks checks;
    private final Screen screen;
    private final HostileMirror mirror;

    AttackScenes(Props props) {
        this.props = props;
        this.checks = props.checks();
        this.screen = props.screen();
        this.mirror = new HostileMirror(props.stage().wiring().served());
    }

    /** What somebody may replay later. */
    byte[] keepTimestamp() throws IOException {
        return mirror.keepTimestamp();
    }

    void aForgedNotification() throws InterruptedException {
        screen.line("4 A forged notification: the announcement with one digit of its signature changed");
        checks.check("forged notification", this::findBeliefInAForgery, "confirmed");
    }

    void aReplayedLevel(byte[] kept) throws InterruptedException {
        screen.line("5 A replayed level: the mirror serves the signed timestamp of " + Level.A.label() + " again");
        checks.check("replayed level", () -> findBeliefInAReplay(kept), "updater patched");
    }

    /**
     * A level whose content the mirror changes until the device has refused it; an {@code honest} one changes nothing.
     *
     * @return the level's way to the device; empty if it was not even published
     */
    Optional<Publication> aTamperedArtifact(boolean honest) throws InterruptedException {
        screen.line("6 Publish " + Level.C.label() + ": " + Level.C.content() + "; the mirror changes one byte of it");
        List<Publication> way = new ArrayList<>();
        checks.check("tampered artifact", () -> {
            HostileMirror.Lie lie = lie(props.stage().vendor().publish(Level.C), honest);
            try {
                way.add(new Publication(props, Level.C));
                return way.get(0).awaitEnd("failed", "content");
            } finally {
                lie.close();
                screen.line("  the mirror serves what was published again");
                props.timeline().goOn();
                props.stage().operator().checkNow();
            }
        }, "updater patched");
        return way.stream().findFirst();
    }

    private static HostileMirror.Lie lie(List<Path> content, boolean honest) throws IOException {
        return honest ? HostileMirror.NO_LIE : HostileMirror.tamper(content.get(0));
    }

    void theBadPatchIsOfferedAgain() throws InterruptedException {
        screen.line("  " + Level.D.label() + " is offered again");
        checks.check("not tried again", this::findSecondAttempt, "bad patch undone");
    }

    private Optional<String> findBeliefInAForgery() throws IOException, InterruptedException {
        long before = props.stage().repository().requests();
        props.push(Forgery.of(props.stage().vendor().announcement()));
        Optional<String> fault = awaitCheck("refused");
        long made = props.stage().repository().requests() - before;
        if (fault.isEmpty() && made > 0) {
            return Optional.of(made + " requests were made because of it");
        }
        return fault;
    }

    private Optional<String> findBeliefInAReplay(byte[] kept) throws IOException, InterruptedException {
        HostileMirror.Lie lie = mirror.replay(kept);
        try {
            props.timeline().begin();
            props.stage().operator().checkNow();
            Optional<Timeline.Moment> end = props.timeline().awaitFirst(Set.of("failed", "verified"),
                    Publication.PATIENCE);
            boolean refused = end.filter(moment -> "verify".equals(moment.step().details().get("code"))).isPresent();
            return refused
                    ? Optional.empty()
                    : Optional.of(end.map(moment -> "the device reports " + moment.step().describe())
                            .orElse("the device said nothing of it"));
        } finally {
            lie.close();
        }
    }

    private Optional<String> findSecondAttempt() throws IOException, InterruptedException {
        props.timeline().begin();
        props.push(props.stage().vendor().announcement());
        props.stage().operator().checkNow();
        Optional<String> fault = awaitCheck("refused: quarantined");
        return fault.isPresent()
                ? fault
                : props.timeline().find("activating").map(moment -> "it was tried again");
    }

    /** Waits until the device's last look for news came to this. */
    private Optional<String> awaitCheck(String words) throws IOException, InterruptedException {
        Optional<String> found = Polling.await(Publication.PATIENCE, () -> Optional
                .of(props.stage().operator().lastCheck()).filter(result -> result.contains(words)));
        found.ifPresent(result -> screen.line("  the device says: " + result));
        return found.isPresent()
                ? Optional.empty()
                : Optional.of("the device says instead: " + props.stage().operator().lastCheck());
    }
}
