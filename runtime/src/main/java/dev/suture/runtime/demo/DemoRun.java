// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;

/** One run of the demo, from the first line to the last. Used by one thread. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int PER_SECOND = 600;
    /** Answers after which the gateway's and the load's code is warm. */
    private static final int WARM = 1200;
    /** The lookup needs commons-text and gives the same in both versions. */
    private static final String GREETING = "Hello ${base64Decoder:Z2F0ZXdheQ==}";
    private static final String GREETED = "Hello gateway";

    private final Company company;
    private final Screen screen;
    private final CleanUp cleanUp;
    private final Sabotage sabotage;

    DemoRun(Company company, Screen screen, CleanUp cleanUp, Sabotage sabotage) {
        this.company = company;
        this.screen = screen;
        this.cleanUp = cleanUp;
        this.sabotage = sabotage;
    }

    /** Runs it. @return the exit code */
    int run(Optional<Path> report, boolean keep) throws IOException, InterruptedException {
        screen.line("Suture demo   real Felix, broker, repository; load from another process");
        screen.line("starting broker, repository and gateway …");
        Backstage stage = Backstage.prepare(company, cleanUp, sabotage, screen::moment);
        Exploit exploit = new Exploit(stage.wiring().gateway(), stage.wiring().secret());
        Duration firstExposed = awaitAnswer(stage, exploit);
        screen.fact("gateway 5.2.0", Texts.format("pid %d   commons-text 1.9   %s", stage.gateway().pid(),
                stage.wiring().gateway()));
        stage.vendor().publishBase();
        LoadProcess load = startLoad(stage);
        DemoReport end = tell(new Props(stage, exploit, load, screen, new Checks()), firstExposed);
        screen.table(end.figures());
        screen.verdict(end);
        if (report.isPresent()) {
            end.write(report.get());
        }
        if (keep) {
            leaveRunning(stage.wiring(), exploit);
        }
        return end.exitCode();
    }

    private DemoReport tell(Props props, Duration firstExposed) throws IOException, InterruptedException {
        return new DemoReport(new Story(props, sabotage).tell(firstExposed), props.checks());
    }

    /** Waits for the gateway's first real answer to the exploit. */
    private static Duration awaitAnswer(Backstage stage, Exploit exploit) throws IOException, InterruptedException {
        Optional<Duration> first = Polling.await(PATIENCE, () -> {
            if (!stage.gateway().isAlive()) {
                throw new IOException(stage.gateway().describeEnd());
            }
            return exploit.isServed() ? Optional.of(sinceStart()) : Optional.empty();
        });
        return first.orElseThrow(() -> new IOException("no answer from " + stage.wiring().gateway() + "greet within "
                + PATIENCE.toSeconds() + " s: " + stage.gateway().describeEnd()));
    }

    private LoadProcess startLoad(Backstage stage) throws IOException, InterruptedException {
        LoadPlan plan = new LoadPlan("127.0.0.1", stage.wiring().gateway().getPort(),
                "/greet?t=" + Exploit.encode(GREETING),
                GREETED, PER_SECOND, REQUEST_TIMEOUT);
        LoadProcess load = cleanUp.add(new LoadProcess(plan, stage.wiring().log("load")));
        Polling.await(PATIENCE, () -> {
            LoadReport soFar = load.snapshot();
            return soFar.right() + soFar.lostTotal() >= WARM ? Optional.of(soFar) : Optional.empty();
        });
        screen.fact("load", Texts.format("%d req/s", Math.round(load.snapshot().perSecond())));
        return load;
    }

    private void leaveRunning(Wiring wiring, Exploit exploit) throws InterruptedException {
        screen.line("");
        screen.line("Left running until Ctrl-C (only the load has ended):");
        screen.fact("  gateway", wiring.gateway() + "greet?t=Hello");
        screen.fact("  repository", wiring.repository().toString());
        screen.fact("  broker", wiring.broker());
        screen.fact("  gateway's state", wiring.root().toString());
        screen.line("Try:");
        screen.line("  curl -G --data-urlencode 't=" + exploit.template() + "' " + wiring.gateway() + "greet");
        screen.line("  runtime/suture status --root " + wiring.root());
        new CountDownLatch(1).await();
    }

    private static Duration sinceStart() {
        return ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
