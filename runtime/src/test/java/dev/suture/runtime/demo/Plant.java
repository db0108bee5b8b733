// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.function.Executable;

import dev.suture.publish.PublishException;
import dev.suture.publish.Publisher;
import dev.suture.runtime.launch.Home;

/**
 * A vendor, a repository and a gateway process as they ship, each for itself, so that a test can break and mend one. The
 * device looks for news only when it is told to.
 */
final class Plant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STUBBORN = Duration.ofMinutes(3);

    final Wiring wiring;
    final MoodyRepository repository;
    private final SutureCompany company = new SutureCompany(Home.ofThisProcess(), Clock.systemUTC());
    private final List<String> complaints = new ArrayList<>();
    private final CleanUp cleanUp = new CleanUp(complaints::add);
    private int spread;

    /** Everything but broker and gateway; base and patch are published. */
    Plant(Path folder) throws IOException {
        wiring = Wiring.choose(folder, new SecureRandom());
        Files.writeString(wiring.secret(), "planted");
        Company.Vendor vendor = company.vendor(wiring, Sabotage.NONE);
        DemoFeature.write(wiring);
        vendor.publishBase();
        vendor.publish(Level.A);
        repository = cleanUp.add(new MoodyRepository(wiring.served(), wiring.repository()));
    }

    void startBroker() throws IOException {
        cleanUp.add(new EmbeddedBroker(wiring.brokerPort()));
    }

    /** One that can be killed. */
    ChildJvm startBrokerProcess() throws IOException {
        ChildJvm broker = cleanUp.add(new ChildJvm(new ChildJvm.Plan("broker", List.of("-XX:TieredStopAtLevel=1"),
                BrokerMain.class.getName(), List.of(Integer.toString(wiring.brokerPort())), wiring.log("broker"),
                true)));
        assertEquals(wiring.broker(), broker.receive());
        return broker;
    }

    /** Returns when it serves. */
    ChildJvm startGateway() throws IOException, InterruptedException {
        ChildJvm gateway = launchGateway();
        Exploit exploit = exploit();
        assertTrue(Polling.await(PATIENCE, () -> gateway.isAlive() && !exploit.isServed()
                ? Optional.empty()
                : Optional.of(gateway.isAlive())).orElse(false), gateway::describeEnd);
        return gateway;
    }

    /** Returns at once. */
    ChildJvm launchGateway() throws IOException {
        return cleanUp.add(company.gateway(wiring));
    }

    /** Waits until a process that is being killed has gone. */
    void awaitEnd(ChildJvm process) throws IOException, InterruptedException {
        assertTrue(Polling.await(PATIENCE, () -> process.isAlive() ? Optional.empty() : Optional.of(true)).isPresent(),
                () -> String.join("\n", complaints));
    }

    /** By SIGKILL; returns when it is gone. */
    static void kill(ChildJvm process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /** Announces what is published; each announcement differs a little from the one before, so that it is news. */
    void announce() throws IOException {
        try (Publisher publisher = Publisher.open(wiring.vendor(), Clock.systemUTC())) {
            byte[] notification = publisher.notification(Wiring.BASE, Duration.ofSeconds(spread));
            spread = 1 - spread;
            MqttTap.publishRetained(wiring.broker(), wiring.notifyTopic(), notification);
        } catch (PublishException e) {
            throw new IOException(e);
        }
    }

    /** What the gateway has printed since its last start. */
    List<String> log() throws IOException {
        return Files.readAllLines(wiring.log("gateway"));
    }

    /** Waits for a line with all of {@code parts} among what the gateway prints. */
    void await(String... parts) throws IOException, InterruptedException {
        if (find(PATIENCE, parts).isEmpty()) {
            fail("no line with " + List.of(parts) + " in:\n" + String.join("\n", log()));
        }
    }

    /** Waits until the patch has been accepted and the hole is closed; as long as the first wait after a failure takes. */
    void awaitPatched() throws IOException, InterruptedException {
        assertTrue(find(STUBBORN, "confirmed {", Level.A.label()).isPresent(), () -> "not patched: " + wiring.folder());
        assertEquals(exploit().template(), exploit().attempt().body());
    }

    private Optional<String> find(Duration limit, String... parts) throws IOException, InterruptedException {
        return Polling.await(limit, () -> log().stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains)).findFirst());
    }

    /** Still as vulnerable as the base release. */
    void assertExposed() throws IOException, InterruptedException {
        assertEquals("planted", exploit().attempt().body());
    }

    /** Every cause is one line: nothing else that looks like trouble, no stack trace. */
    void assertTroubles(int count) throws IOException {
        List<String> troubles = log().stream().filter(line -> line.contains(" failed {") || line.contains(" WARN ")
                || line.contains(" ERROR ") || line.startsWith("\tat ") || line.contains("Exception"))
                .toList();
        assertEquals(count, troubles.size(), () -> String.join("\n", troubles));
    }

    /** Does {@code trouble}; the gateway's own work goes on meanwhile. */
    void serving(Executable trouble) throws Throwable {
        Customer.of(wiring.gateway(), trouble);
    }

    private Exploit exploit() {
        return new Exploit(wiring.gateway(), wiring.secret());
    }

    @Override
    public void close() {
        cleanUp.close();
        assertEquals(List.of(), complaints);
    }
}
