// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

import dev.suture.agent.internal.Inbox.Hint;
import dev.suture.anchor.Anchor;
import dev.suture.patch.Digest;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.stage.StageException;

/**
 * One operation at a time, each under the anchor's lease: between the start of a new agent and the stop of the old one
 * both are active, and only the holder acts. Used by the working thread.
 */
final class Engine {
    /** How long services may take to arrive after the start before that counts as a failure. */
    static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Duration LEASE_WAIT = Duration.ofSeconds(30);
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

    private final World world;
    private final Cancellation cancellation;
    private final String bootId;
    private final Inbox inbox;
    private final Agenda agenda;
    private final Crew crew;
    private final Duration begin;
    private boolean glimpsed;
    private boolean settled;
    private boolean startOver;

    /**
     * Who does what.
     *
     * @param device looks at what runs
     * @param chronicle writes down
     * @param resuming goes on after a restart
     * @param course drives an offer
     * @param checks looks for news
     * @param tidying gives back what is not needed
     * @param attendance what is due every now and then
     */
    record Crew(Device device, Chronicle chronicle, Resuming resuming, Course course, Checks checks,
            Tidying tidying, Runnable attendance) {}

    Engine(World world, Cancellation cancellation, String bootId, Inbox inbox, Agenda agenda, Crew crew) {
        this.world = world;
        this.cancellation = cancellation;
        this.bootId = bootId;
        this.inbox = inbox;
        this.agenda = agenda;
        this.crew = crew;
        this.begin = world.time().elapsed();
    }

    /** Does all that is due. @return how long nothing will be, unless something comes in */
    Duration run() throws CancelledException {
        glimpse();
        crew.attendance().run();
        if (!isSettled()) {
            return SETTLE.minus(world.time().since(begin));
        }
        try (Held<Anchor> anchor = world.stages().take(Anchor.class)) {
            Optional<Anchor.Lease> lease = cancellation.await(() -> anchor.service().lease(LEASE_WAIT));
            if (lease.isEmpty()) {
                world.log().info("another updater is at work, waiting");
                return Duration.ZERO;
            }
            try {
                work();
            } finally {
                lease.get().close();
            }
        } catch (MissingStageException e) {
            return failed(Happened.failure(Reason.Code.MISSING, e));
        } catch (StageException | IOException e) {
            return failed(Happened.failure(Reason.Code.DISK, e));
        }
        return untilNext();
    }

    /** A failure that nobody foresaw: the gateway's own work and the agent go on. */
    Duration broken(Throwable cause) throws CancelledException {
        world.log().error("the updater failed; the gateway's own work goes on", cause);
        return failed(Happened.because(Happening.FAILURE, new Reason(Reason.Code.INTERNAL, cause.toString())));
    }

    /** Whether all services have been there once, or have had their time to arrive. */
    private boolean isSettled() {
        settled |= world.time().since(begin).compareTo(SETTLE) >= 0
                || Stages.NEEDED.stream().allMatch(world.stages()::has);
        return settled;
    }

    /** Once, before anybody can ask: an agent that is about to take over must not seem to know nothing. */
    private void glimpse() {
        if (!glimpsed) {
            glimpsed = true;
            crew.chronicle().glimpse();
        }
    }

    private void work() throws CancelledException, MissingStageException, StageException, IOException {
        String bootBefore = crew.chronicle().open(bootId);
        Look look = crew.device().look();
        startOver |= crew.resuming().resume(look, bootBefore);
        for (Optional<Demand> demand = next(); demand.isPresent(); demand = next()) {
            cancellation.check();
            if (!demand.get().goesOn() || !crew.course().resume()) {
                check(demand.get());
            }
        }
        crew.tidying().tidy(crew.device().look());
    }

    /** Any check but one for a notification also counts as the poll. */
    private void check(Demand demand) throws CancelledException, MissingStageException, StageException, IOException {
        if (demand.by() != Demand.By.PUSH) {
            agenda.checked();
        }
        crew.checks().check(demand);
    }

    private Optional<Demand> next() throws CancelledException, MissingStageException, StageException, IOException {
        if (awaitsBoot()) {
            return Optional.empty();
        }
        inbox.takeHint().ifPresent(this::receive);
        if (inbox.takeRetry()) {
            crew.checks().forgive();
        }
        Optional<Removal> removal = inbox.takeRemoval();
        if (removal.isPresent() && !crew.course().takeOff(removal.get())) {
            world.log().warn(removal.get().from() + " does not run any more, so it is not removed");
        }
        inbox.takeWish().ifPresent(crew.checks()::wish);
        boolean policyArrived = inbox.takeArrived(UpdatePolicy.class);
        boolean arrived = inbox.takeArrivals() || policyArrived;
        Progress progress = crew.chronicle().current();
        Optional<Digest> agreed = inbox.takeAgreed().filter(progress::concerns);
        if (agreed.isPresent()) {
            crew.chronicle().note(findings -> findings.withConsent(agreed));
            return Optional.of(Demand.of(Demand.By.CONSENT));
        }
        boolean asked = inbox.takeCheck();
        if (asked || startOver) {
            startOver = false;
            return Optional.of(Demand.of(asked ? Demand.By.PERSON : Demand.By.RETRY));
        }
        if (policyArrived && waitsForPolicy(progress.stand())) {
            return Optional.of(Demand.of(Demand.By.POLICY));
        }
        if (progress.retry().isDue(world.time().now()) || arrived && progress.retry().waitsForService()) {
            return Optional.of(Demand.of(Demand.By.RETRY));
        }
        return agenda.takeDue();
    }

    /** Nothing else is begun between the order to stop the gateway and its end. */
    private boolean awaitsBoot() {
        return EnumSet.of(Phase.ACTIVATING, Phase.TRIAL).contains(crew.chronicle().current().stand().phase());
    }

    private void receive(Hint hint) {
        boolean news = agenda.isNews(hint);
        Duration wait = agenda.put(hint);
        if (news) {
            crew.chronicle().say(Step.NOTIFIED, hint.at(), Optional.empty(),
                    Map.of("spreadMillis", Long.toString(wait.toMillis())));
        }
    }

    /** Notes a failure. @return how long to wait before all is tried again; never nothing, whatever else is due */
    private Duration failed(Happened failure) throws CancelledException {
        try {
            crew.chronicle().open(bootId);
            crew.checks().failed(failure);
        } catch (IOException e) {
            world.log().error("the disk fails; the agent tries again later", e);
        }
        Duration wait = untilRetry().orElse(Chance.FIRST);
        return wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait;
    }

    private Duration untilNext() {
        Duration poll = agenda.untilNext();
        return untilRetry().filter(wait -> wait.compareTo(poll) < 0).orElse(poll);
    }

    private Optional<Duration> untilRetry() {
        Instant now = world.time().now();
        return crew.chronicle().current().retry().at().map(at -> Duration.between(now, at))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static boolean waitsForPolicy(Stand stand) {
        return EnumSet.of(Phase.DEFERRED, Phase.REFUSED).contains(stand.phase())
                && stand.reason().filter(reason -> reason.code() == Reason.Code.POLICY).isPresent();
    }
}
