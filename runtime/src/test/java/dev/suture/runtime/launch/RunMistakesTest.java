// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.suture.runtime.state.RootLock;
import dev.suture.publish.Publisher;
import dev.suture.runtime.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

/** What {@code run} refuses is one clear line, and nothing is lost by it. */
class RunMistakesTest {
    private static final String CURRENT = "{\"format\":1,\"confirmed\":7,\"trial\":null,\"attempts\":0,\"previous\":6}\n";
    private static final String[] WHOLE = {"--product", "gateway", "--base", "5.2.0", "--device", "d", "--feature",
            "core"};

    @TempDir
    Path temp;

    @Test
    void aMistakeOnTheFirstStartMakesNothing() throws Exception {
        mistake("there is no gateway in");
        mistake("product must match", "--product", "A B", "--base", "1", "--feature", "core");
        mistake("there is no feature 'cor': neither a file, nor one of core,", "--product", "gateway", "--base", "1",
                "--feature", "cor");
        mistake("not an OSGi feature", "--product", "gateway", "--base", "1", "--feature", feature("{\"bundles\":1}"));
        mistake("'../../x' is none", "--product", "gateway", "--base", "1", "--feature",
                feature("{\"bundles\":[],\"configurations\":{\"../../x\":{}}}"));
        mistake("'p' is not a string", "--product", "gateway", "--base", "1", "--feature", feature(
                "{\"bundles\":[],\"extensions\":{\"framework-launching-properties\":{\"json\":{\"p\":{}}}}}"));
        assertFalse(Files.exists(root()));
    }

    @Test
    void aRootThatIsNoFolderIsNamed() throws Exception {
        Files.createFile(root());
        mistake("root is a file where a folder is needed", WHOLE);
    }

    @Test
    void oneGatewayAtATime() throws Exception {
        made();
        RootLock lock = RootLock.take(root());
        try {
            mistake("runs on " + root() + " already (process " + ProcessHandle.current().pid() + ")");
        } finally {
            lock.close();
        }
        RootLock.take(root()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings.json", "current.json"})
    void aGatewayThatLostAFileIsNotMadeAnew(String lost) throws Exception {
        made();
        Files.delete(root().resolve(lost));
        mistake("its " + lost + " is missing", WHOLE);
        assertEquals(lost.equals("current.json"), Files.notExists(root().resolve("current.json")));
        assertFalse(Files.exists(root().resolve("generations")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings.json", "current.json"})
    void aDamagedFileIsNamed(String damaged) throws Exception {
        made();
        Files.writeString(root().resolve(damaged), "{");
        mistake(damaged);
    }

    @Test
    void whatWasDecidedStays() throws Exception {
        made();
        mistake("the product gateway, not car", "--product", "car");
        mistake("the base release 5.2.0, not 6", "--base", "6");
        mistake("the device d, not e", "--device", "e");
    }

    @Test
    void trustIsAPublishersRootAndNeverReplaced() throws Exception {
        made();
        mistake("cannot read", "--trust", temp.resolve("gone").toString());
        mistake("is no root.json", "--trust", Files.writeString(temp.resolve("x"), "{}").toString());
        assertFalse(Files.exists(root().resolve("trust")));
        new Trust(root()).install(publisherRoot("one"));
        new Trust(root()).install(publisherRoot("one"));
        mistake("is another one", "--trust", publisherRoot("two").toString());
    }

    private Path publisherRoot(String name) throws Exception {
        Path workspace = temp.resolve(name);
        if (!Files.exists(workspace)) {
            Publisher.init(workspace, "gateway", Clock.systemUTC(), new java.security.SecureRandom());
        }
        return Publisher.status(workspace).root();
    }

    /** A gateway as far as these files tell. */
    private void made() throws IOException {
        new Settings("gateway", "5.2.0", "d", Map.of()).write(root());
        Files.createDirectories(root().resolve("journal"));
        Files.writeString(root().resolve("current.json"), CURRENT);
    }

    private Path root() {
        return temp.resolve("root");
    }

    private String feature(String json) throws IOException {
        return Files.writeString(temp.resolve("feature.json"), json).toString();
    }

    private void mistake(String reason, String... arguments) {
        List<Exception> failures = new ArrayList<>();
        CommandLine line = new CommandLine(new RunCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            failures.add(failure);
            return 2;
        });
        List<String> all = new ArrayList<>(List.of("--root", root().toString()));
        all.addAll(List.of(arguments));
        line.execute(all.toArray(String[]::new));
        UserError error = assertInstanceOf(UserError.class, failures.get(0));
        assertTrue(error.getMessage().contains(reason), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }
}
