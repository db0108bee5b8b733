// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.runtime.demo.MoodyRepository.Mood;
import dev.suture.runtime.demo.MoodyRepository.Trouble;

/**
 * Whatever happens around the gateway as it ships, its own work goes on, one line names the cause, and when that is gone
 * the patch lands. Real processes, broker and repository.
 */
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
class TroubleTest {
    private static final long LEFT = 1 << 20;

    /** Waits for a minute after a failure while the other tests run, because nobody tells it to try again. */
    private static Plant patient;

    @TempDir
    Path folder;

    @BeforeAll
    static void letOneFail(@TempDir Path other) throws Exception {
        patient = new Plant(other);
        patient.repository.be(new Trouble(Mood.NOT_FOUND, MoodyRepository.CONTENT));
        patient.startBroker();
        patient.startGateway();
        patient.announce();
        patient.await("failed {code=fetch", "the repository does not have it");
        patient.repository.be(Trouble.NONE);
    }

    @AfterAll
    static void stop() {
        patient.close();
    }

    @Test
    void aBrokerThatIsDownAtStartComesIsKilledAndComesAgain() throws Throwable {
        try (Plant plant = new Plant(folder)) {
            plant.startGateway();
            plant.serving(() -> {
                plant.await("MQTT: cannot reach " + plant.wiring.broker(), "trying again by itself");
                ChildJvm broker = plant.startBrokerProcess();
                plant.await("MQTT: connected to");
                Plant.kill(broker);
                plant.await("MQTT: lost " + plant.wiring.broker());
                plant.startBrokerProcess();
                plant.announce();
                plant.awaitPatched();
                plant.assertTroubles(2);
            });
        }
    }

    @Test
    void aRepositoryThatIsBrokenInEveryWay() throws Throwable {
        try (Plant plant = new Plant(folder)) {
            plant.startBroker();
            plant.startGateway();
            plant.serving(() -> {
                fails(plant, Mood.NOT_FOUND, "/", "not found; is this the address of a repository?");
                fails(plant, Mood.BROKEN, "/", "500");
                fails(plant, Mood.GARBAGE, "/", "not strict JSON");
                fails(plant, Mood.CUT, "/", "the connection broke");
                fails(plant, Mood.BROKEN, MoodyRepository.CONTENT, "500");
                fails(plant, Mood.GARBAGE, MoodyRepository.CONTENT, "is not what was signed");
                fails(plant, Mood.CUT, MoodyRepository.CONTENT, "the connection broke");
                plant.assertExposed();
                plant.assertTroubles(7);
                plant.repository.be(Trouble.NONE);
                plant.announce();
                plant.awaitPatched();
            });
        }
    }

    private static void fails(Plant plant, Mood mood, String below, String reason) throws Exception {
        plant.repository.be(new Trouble(mood, below));
        plant.announce();
        plant.await("failed {", below.equals("/") ? "" : below, reason);
    }

    @Test
    void aDiskThatIsFull() throws Throwable {
        Path root = Files.createDirectory(folder.resolve("gateway"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64m", "none", root.toString()) == 0,
                "no right to mount a small disk");
        try (Plant plant = new Plant(folder)) {
            assertEquals(root, plant.wiring.root());
            plant.startBroker();
            plant.startGateway();
            plant.serving(() -> {
                Path filler = root.resolve("filler");
                fill(filler, Files.getFileStore(root).getUsableSpace() - LEFT);
                plant.announce();
                plant.await("failed {code=disk", "not enough space below " + root);
                fill(filler, Long.MAX_VALUE);
                plant.announce();
                plant.await("failed {code=disk", "No space left");
                plant.assertExposed();
                Files.delete(filler);
                plant.announce();
                plant.awaitPatched();
            });
        } finally {
            assertEquals(0, run("umount", root.toString()));
        }
    }

    /** Until it has {@code length} bytes or there is no space for more. */
    private static void fill(Path file, long length) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long size = Files.size(file); size < length; size += block.length) {
                out.write(block);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            assertEquals("No space left on device", e.getMessage());
        }
    }

    @Test
    void killsInFetchInStagingAndInTrial() throws Throwable {
        try (Plant plant = new Plant(folder)) {
            plant.startBroker();
            ChildJvm inFetch = plant.startGateway();
            plant.repository.be(new Trouble(Mood.CUT, MoodyRepository.CONTENT));
            plant.repository.atContent(() -> Plant.kill(inFetch));
            plant.announce();
            plant.awaitEnd(inFetch);
            plant.await("fetching {");

            AtomicReference<ChildJvm> inStaging = new AtomicReference<>();
            plant.repository.be(Trouble.NONE);
            plant.repository.atContent(() -> Plant.kill(inStaging.get()));
            inStaging.set(plant.launchGateway());
            plant.awaitEnd(inStaging.get());
            plant.await("fetching {");

            plant.repository.atContent(() -> {});
            ChildJvm inTrial = plant.launchGateway();
            plant.await("switched {");
            Plant.kill(inTrial);
            assertEquals(List.of(), plant.log().stream().filter(line -> line.contains("confirmed {")).toList());

            plant.startGateway();
            plant.serving(() -> {
                plant.awaitPatched();
                plant.assertTroubles(0);
            });
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aFailureIsTriedAgainByItself() throws Exception {
        patient.awaitPatched();
        patient.assertTroubles(1);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
