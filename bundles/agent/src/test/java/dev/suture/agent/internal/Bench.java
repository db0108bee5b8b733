// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.Phase;
import dev.suture.report.Reporter;
import dev.suture.stage.Stager;
import dev.suture.verify.Verifier;

import org.osgi.service.event.EventAdmin;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** An agent among fakes, without its thread: each {@link #run} is one turn of it. Random moments are always the earliest. */
final class Bench implements AutoCloseable {
    static final Settings SETTINGS = new Settings(Duration.ofSeconds(5), Duration.ofSeconds(3),
            new Settings.Polls(Duration.ofHours(1), 0.2, Duration.ofSeconds(30)), Duration.ofSeconds(20), true);

    final FakeTime time = new FakeTime();
    final FakeLog log = new FakeLog();
    final FakeStages stages = new FakeStages();
    final FakeAnchor anchor = new FakeAnchor();
    final FakeVerifier verifier = new FakeVerifier();
    final FakeDevice device = new FakeDevice(time);
    final Told told = new Told();
    final Path root;
    Decision decision = Decision.proceed();
    Health health = Health.green();
    String machineBoot = "power-1";
    Agent agent;

    Bench(Path root) {
        this.root = root;
        addStages();
        stages.put(UpdatePolicy.class, "policy", (step, offer, context) -> decision);
        stages.put(HealthGate.class, "gate", () -> health, HealthGate.HOST_LOCAL);
        stages.put(Reporter.class, told);
        stages.put(EventAdmin.class, told);
        this.agent = agent("boot-1", SETTINGS);
    }

    /** All four stages, once. */
    void addStages() {
        stages.remove(Anchor.class);
        stages.put(Anchor.class, anchor);
        stages.remove(Activator.class);
        stages.put(Activator.class, device);
        stages.remove(Stager.class);
        stages.put(Stager.class, device);
        stages.remove(Verifier.class);
        stages.put(Verifier.class, verifier);
    }

    /** Another agent on the same disk, as after a swap or, with another boot id, a restart. */
    void restart(String bootId) {
        agent.close();
        agent = agent(bootId, SETTINGS);
    }

    void restart(Settings settings) {
        agent.close();
        agent = agent("boot-1", settings);
    }

    private Agent agent(String bootId, Settings settings) {
        RandomGenerator earliest = () -> 0;
        return new Agent(new World(root, stages, time, earliest, log),
                new Identity("d1", "gateway", bootId, machineBoot), settings);
    }

    /** One turn. @return how long nothing is due */
    Duration run() {
        try {
            return agent.engine().run();
        } catch (CancelledException e) {
            throw new AssertionError(e);
        } finally {
            assertNothingHeld();
        }
    }

    /** Lets time pass, then makes one turn. */
    Duration after(Duration duration) {
        time.pass(duration);
        return run();
    }

    /** Pushes a notification, then makes one turn. */
    void push(int content) {
        agent.notified(Samples.push(content));
        run();
    }

    /** Offers a patch and pushes the news of it. */
    void offer(int level, char digit) {
        verifier.offer = Optional.of(Samples.offer(level, digit));
        push(digit);
    }

    /** A person asks for a check at the control socket. */
    void check() {
        command("check");
    }

    /** A person asks for something at the control socket; then one turn. */
    void command(String command) {
        ask("{\"command\":\"" + command + "\"}");
        run();
    }

    /** What the control socket answers to a request. */
    JsonObject ask(String request) {
        try {
            return StrictJson.parse("answer", agent.commands().apply(request.getBytes(StandardCharsets.UTF_8)), 65536);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is on the disk. */
    Progress saved() {
        try {
            return new ProgressFile(root, log).load();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Phase phase() {
        return saved().stand().phase();
    }

    private void assertNothingHeld() {
        if (anchor.isLeased() || stages.held() != 0) {
            throw new AssertionError("the lease or a service was not given back");
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
