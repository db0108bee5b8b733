// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Everything that runs before the demo's first scene, started side by side: the time to the first request is the demo's
 * own promise.
 *
 * @param wiring who is where
 * @param secret what is planted for the exploit; not planted when the hole is what is broken
 */
record Backstage(Wiring wiring, String secret, StaticRepository repository, Company.Vendor vendor, ChildJvm gateway,
        Observers observers, Company.Operator operator) {
    /** Who listens to the device's topics. */
    record Observers(Timeline timeline, DeviceStates states) {}

    /** Starts it all; {@code cleanUp} ends it all. */
    static Backstage prepare(Company company, CleanUp cleanUp, Sabotage sabotage, Consumer<Timeline.Moment> listener)
            throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        Path folder = cleanUp.add(new TempFolder("suture-demo-")).path();
        Wiring wiring = Wiring.choose(folder, random);
        String secret = "planted-" + HexFormat.of().toHexDigits((short) random.nextInt());
        if (sabotage != Sabotage.HOLE) {
            Files.writeString(wiring.secret(), secret);
        }
        Observers observers = new Observers(new Timeline(System::nanoTime, listener), new DeviceStates());
        FutureTask<Void> listening = start("broker", () -> {
            cleanUp.add(new EmbeddedBroker(wiring.brokerPort()));
            cleanUp.add(new MqttTap(wiring.broker(), wiring.eventTopic(), observers.timeline()));
            cleanUp.add(new MqttTap(wiring.broker(), wiring.stateTopic(), observers.states()));
            return null;
        });
        // The gateway takes longest. It looks for the vendor's root only when it first has something to verify.
        ChildJvm gateway = cleanUp.add(company.gateway(wiring));
        Company.Vendor vendor = company.vendor(wiring, sabotage);
        StaticRepository repository = cleanUp
                .add(new StaticRepository(wiring.served(), wiring.repository().getPort()));
        await(listening);
        return new Backstage(wiring, secret, repository, vendor, gateway, observers,
                company.operator(wiring));
    }

    private static <T> FutureTask<T> start(String name, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "demo " + name);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private static <T> T await(FutureTask<T> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }
}
