// SPDX-License-Identifier: Apache-2.0
package dev.suture.fuzz;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The side of {@code integration-tests/fuzz} that is in Java; it calls {@link #main}, Jazzer the other two by their names. */
public final class FuzzMain {
    // Jazzer knows static methods only.
    private static FuzzTarget fuzzed;

    private FuzzMain() {
    }

    /**
     * Writes what is known into {@code <folder>/<target>/known}, and prints a line {@code <class> <target>} for each target.
     *
     * @param args the folder, then the names of the classes
     */
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            for (FuzzTarget target : open(args[i]).targets()) {
                write(Path.of(args[0], target.name(), "known"), target.known());
                System.out.println(args[i] + " " + target.name());
            }
        }
        System.exit(0); // some fixtures have threads
    }

    private static void write(Path folder, Map<String, byte[]> known) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> input : known.entrySet()) {
            Files.write(folder.resolve(input.getKey().replace(' ', '-')), input.getValue());
        }
    }

    /** Before the first input. @param args a class and the target of it */
    public static void fuzzerInitialize(String[] args) throws Exception {
        fuzzed = open(args[0]).targets().stream().filter(target -> target.name().equals(args[1])).findFirst()
                .orElseThrow();
    }

    /** Each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        fuzzed.accepts(input);
    }

    private static FuzzTargets open(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (FuzzTargets) constructor.newInstance();
    }
}
