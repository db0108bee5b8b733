// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.runtime.demo.ChildJvm;
import dev.suture.tuf.json.MalformedException;

/**
 * Runs a client over a repository, each time in a process of its own.
 *
 * @param folder for what it leaves behind, with the repository in it
 */
record ClientProcess(Client client, Path folder) {
    /** As on a small gateway. */
    static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError");
    /** MiB of heap; far more than it takes. */
    private static final int PLENTY = 256;
    private static final int NOT_ENOUGH = 2;

    /** What came of it: figures, or what it said instead. */
    record Outcome(Optional<Figure> figure, String said) {}

    /** Measures it. */
    Outcome measure() throws IOException {
        return run(PLENTY, ClientMain.WARM);
    }

    /** The least {@code -Xmx} with which a first refresh ends well, in MiB. */
    int heap() throws IOException {
        int tooLittle = NOT_ENOUGH;
        int enough = PLENTY;
        while (enough - tooLittle > 1) {
            int tried = (tooLittle + enough) / 2;
            if (run(tried, ClientMain.COLD).figure().isPresent()) {
                enough = tried;
            } else {
                tooLittle = tried;
            }
        }
        return enough;
    }

    private Outcome run(int megabytes, String mode) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Xmx" + megabytes + "m");
        Path here = Files.createTempDirectory(folder, client.name());
        ChildJvm.Plan plan = new ChildJvm.Plan(client.label(), options, ClientMain.class.getName(),
                List.of(client.name(), folder.toString(), here.toString(), mode), here.resolve("log"), true);
        try (ChildJvm child = new ChildJvm(plan)) {
            return read(child);
        }
    }

    private static Outcome read(ChildJvm child) throws IOException {
        String line;
        try {
            line = child.receive();
        } catch (IOException e) {
            return new Outcome(Optional.empty(), "it ends without a word"); // out of memory, as a rule
        }
        try {
            return line.startsWith("{")
                    ? new Outcome(Optional.of(Figure.read(line)), "")
                    : new Outcome(Optional.empty(), line);
        } catch (MalformedException e) {
            throw new IOException("a client's process does not speak its own language: " + line, e);
        }
    }
}
