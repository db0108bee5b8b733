// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.patch.BaseRelease;
import dev.suture.runtime.UserError;
import dev.suture.runtime.demo.StaticRepository;
import dev.suture.tuf.RepositorySimulator;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.BaseFormat;

/** What is listed as one base release, rightly signed, has to be that one. */
class PublishedBaseTest {
    private static final String PATH = "gateway/5.2.0/base.json";
    private static final String ROLE = "patches-gateway";

    @TempDir
    Path folder;
    private final RepositorySimulator repository = new RepositorySimulator();
    private StaticRepository server;

    @BeforeEach
    void serve() throws Exception {
        server = new StaticRepository(folder, 0);
        repository.delegate("targets", ROLE, "gateway/*/base.json");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isFound() throws Exception {
        BaseRelease release = base("gateway", "5.2.0");
        publish(release);
        assertEquals(release, find().release());
        assertEquals(List.of(find()), PublishedBase.all(files(), root(), "gateway"));
    }

    @Test
    void oneMadeForAnotherBaseOrProductIsRefused() throws Exception {
        publish(base("gateway", "5.3.0"));
        assertRefused(PATH + " in the repository was made for gateway 5.3.0; tell the publisher");
        publish(base("pump", "5.2.0"));
        assertRefused(PATH + " in the repository was made for pump 5.2.0; tell the publisher");
    }

    @Test
    void oneChangedOnTheWayIsRefused() throws Exception {
        publish(base("gateway", "5.2.0"));
        Files.write(served(), BaseFormat.write(base("gateway", "5.3.0")));
        assertRefused(PATH + " in the repository is not what was signed; tell the publisher");
    }

    private void assertRefused(String line) {
        assertEquals(line, assertThrows(UserError.class, this::find).getMessage());
        assertEquals(line,
                assertThrows(UserError.class, () -> PublishedBase.all(files(), root(), "gateway")).getMessage());
    }

    private PublishedBase find() {
        return PublishedBase.find(files(), root(), "gateway", "5.2.0");
    }

    private RepositoryFiles files() {
        return new RepositoryFiles(server.address());
    }

    private byte[] root() {
        return repository.served.get("1.root.json");
    }

    private static BaseRelease base(String product, String base) {
        return new BaseRelease(product, base, List.of(), Map.of());
    }

    /** Signs and serves it as gateway 5.2.0, whatever it says itself. */
    private void publish(BaseRelease release) throws Exception {
        byte[] content = BaseFormat.write(release);
        role().targets.put(PATH, TargetFile.of(content));
        role().expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        // The command goes by the machine's clock.
        repository.roles.values()
                .forEach(role -> role.expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1)));
        repository.publishRoot();
        repository.publish();
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        for (Map.Entry<String, byte[]> file : repository.served.entrySet()) {
            Files.write(metadata.resolve(file.getKey()), file.getValue());
        }
        Files.write(served(), content);
    }

    private RepositorySimulator.RoleState role() {
        return repository.delegated.get(ROLE);
    }

    private Path served() throws Exception {
        Path targets = Files.createDirectories(folder.resolve("targets/gateway/5.2.0"));
        String digest = role().targets.get(PATH).hashes().findSha256().orElseThrow().hex();
        return targets.resolve(digest + ".base.json");
    }
}
