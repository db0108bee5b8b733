// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How much is asked for by {@code -Dsuture.torture}, and what the acceptance group of this name prints. */
final class Torture {
    private static final String HOW_MUCH = System.getProperty("suture.torture", "");
    private static final Path TABLE = Path.of("target/torture.txt");

    private Torture() {
    }

    /** Whether it is asked for at all; a plain build only sees to it that it works. */
    static boolean asked() {
        return !HOW_MUCH.isEmpty();
    }

    static boolean all() {
        return HOW_MUCH.equals("all");
    }

    /** How many deaths of each way, where not all. */
    static int deaths() {
        return asked() ? Integer.parseInt(HOW_MUCH) : 1;
    }

    /** Tells of something that has held. */
    static void tell(String line) throws IOException {
        System.out.println("torture: " + line);
        Files.writeString(TABLE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Puts a copy of a state root, links and rights included, in the place of another. */
    static void copy(Path from, Path to) throws IOException, InterruptedException {
        run("rm", "-rf", to.toString());
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), () -> String.join(" ", command));
    }
}
