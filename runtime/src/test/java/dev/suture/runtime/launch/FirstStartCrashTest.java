// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.runtime.state.RootLock;
import dev.suture.disk.CrashMatrix;
import dev.suture.disk.RecordedDisk;

/** A first start, killed and cut from power at every step: the next one makes the gateway, or boots what was made. */
@Timeout(300)
class FirstStartCrashTest {
    private static final String MADE = "made";

    @TempDir
    Path folder;
    @TempDir
    Path scratch;

    private final PrintStream out = System.out;

    @BeforeEach
    void saysNothing() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void saysAgain() {
        System.setOut(out);
    }

    @Test
    void everyStepOfAFirstStart() throws Exception {
        Path feature = Files.writeString(folder.resolve("small.json"), """
                {"feature-resource-version": "1.0", "id": "com.acme:small:1.0.0",
                 "bundles": [{"id": "org.osgi:org.osgi.util.function:1.2.0", "bundleStartLevel": 5},
                             {"id": "org.osgi:org.osgi.util.promise:1.3.0", "bundleStartLevel": 5}],
                 "configurations": {"com.acme": {"a": "b"}}}
                """);
        RecordedDisk disk = new RecordedDisk(Files.createDirectory(folder.resolve("root")));
        start(disk.root(), feature);
        disk.mark(MADE);
        CrashMatrix.Count count = new CrashMatrix(scratch, root -> start(root, feature), this::judge)
                .runOnce(disk.recording());
        assertTrue(count.recoveries() >= 60, count.toString());
    }

    /** What {@code suture run} does before the framework. */
    private static void start(Path root, Path feature) throws Exception {
        RootLock lock = RootLock.take(root);
        try {
            SetUp setUp = new SetUp(root, new SetUp.Asked(Optional.of("gateway"), Optional.of("5.2.0"),
                    Optional.of("d1"), List.of(feature.toString()), Optional.empty()));
            setUp.settings();
            Consumer<String> log = line -> {
                throw new AssertionError(line);
            };
            new ConfigurationFiles(root, log).prepare(new Boot(root, setUp.made(), log).choose());
        } finally {
            lock.close();
        }
    }

    private void judge(Path root, List<String> marks) throws Exception {
        assertEquals(1, new Boot(root, Optional.empty(), line -> {}).choose().generation().number());
    }
}
