// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;

import dev.suture.runtime.Main;
import dev.suture.runtime.launch.Home;

/**
 * Does in one JVM, for nobody, what the demo's processes do until the first request: a JVM that is told to writes down the
 * classes this took, and those processes then start from that archive. Standard input has to be at its end.
 */
public final class ArchiveTraining {
    private ArchiveTraining() {
    }

    /** Exit code 0 if all went well. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int code;
        try (CleanUp cleanUp = new CleanUp(complaint -> {})) {
            code = train(cleanUp);
        }
        System.exit(code);
    }

    private static int train(CleanUp cleanUp) throws IOException, InterruptedException {
        Wiring wiring = Wiring.choose(cleanUp.add(new TempFolder("suture-training-")).path(), new SecureRandom());
        SutureCompany company = new SutureCompany(Home.ofThisProcess(), Clock.systemUTC());
        cleanUp.add(new EmbeddedBroker(wiring.brokerPort()));
        cleanUp.add(new MqttTap(wiring.broker(), wiring.eventTopic(), (topic, payload) -> {}));
        company.vendor(wiring, Sabotage.NONE);
        StaticRepository repository = cleanUp.add(new StaticRepository(wiring.served(), 0));
        new Exploit(repository.address(), wiring.secret()).isServed();
        return Main.execute("demo", "--help") + Main.execute(company.start(wiring));
    }
}
