// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.suture.anchor.host.Journal;
import dev.suture.anchor.host.ScriptState;
import dev.suture.disk.Mortal;
import dev.suture.runtime.demo.Polling;

/** Gateways that go a {@link Way} as they ship, die at a kill point, and are started again. */
final class Mortals implements Closeable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** For how many seconds one that has come to its end may still die: it looks for news, and writes that down. */
    private static final int AFTERWARDS = 5;

    private final Way way;
    private final Gateways gateways;
    private final Station station;
    private final Path before;
    private final Path steps;

    /** Makes a gateway that runs its base release, and publishes the patch. */
    Mortals(Path folder, Way way) throws Exception {
        this.way = way;
        gateways = way.base(folder);
        before = folder.resolve("before");
        steps = folder.resolve("steps");
        station = gateways.start(true);
        station.await("it looked for news", status -> status.has("lastCheck"));
        station.close();
        Files.move(gateways.root, before);
        way.publish(gateways);
    }

    /** All points at which a process of this way can die, if the machine is not too busy for a switch: that is another way. */
    List<Mortal.Step> killPoints() throws Exception {
        do {
            restore();
            station.start(Mortal.immortal(gateways.root, steps).options());
            await(() -> hasEnded() || Recovered.wasTooBusy(station.said()));
            station.close();
        } while (Recovered.wasTooBusy(station.said()));
        return Mortal.read(steps);
    }

    /** Has one die, starts it again and judges. @return whether it died: no two runs are the same */
    boolean die(Death death) throws Exception {
        restore();
        boolean died;
        try {
            station.start(Mortal.immortal(gateways.root, steps).dying(death.end(), death.loss()).options());
            await(() -> hasEnded() || isDead());
            station.process().waitFor(AFTERWARDS, TimeUnit.SECONDS);
            station.close();
            died = isDead();
            station.start();
            new Recovered(gateways.root, before, station).judge(way);
        } finally {
            station.close();
        }
        assertEquals(0, station.process().exitValue(), "how it stops");
        return died;
    }

    /** What those printed that lived last. */
    String said() throws IOException {
        return station.said();
    }

    private void restore() throws Exception {
        Files.deleteIfExists(steps);
        Files.deleteIfExists(station.log());
        Torture.copy(before, gateways.root);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws Exception {
        if (Polling.await(LIMIT, () -> Optional.of(condition.holds()).filter(holds -> holds)).isEmpty()) {
            throw new AssertionError("neither died nor came to its end\n" + station.said());
        }
    }

    private boolean isDead() {
        Process process = station.process();
        return !process.isAlive() && process.exitValue() == Mortal.DEAD;
    }

    private boolean hasEnded() throws IOException {
        String agent = read("agent.json");
        return agent.contains(way.good ? "\"phase\": \"confirmed\"" : "\"phase\": \"reverted\"")
                && (way.good || !read("quarantine.json").isEmpty())
                && new Journal(gateways.root).find().filter(entry -> entry.state() == ScriptState.CLEAN).isPresent();
    }

    private String read(String file) throws IOException {
        Path path = gateways.root.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @Override
    public void close() throws IOException {
        gateways.close();
    }
}
