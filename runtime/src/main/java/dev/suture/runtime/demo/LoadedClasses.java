// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM from outside, with the JDK's own {@code jcmd}, how many class loaders have loaded a class. */
public final class LoadedClasses {
    private static final int PATIENCE_SECONDS = 30;

    private final Path jcmd;
    private final long pid;

    /** Asks the JVM {@code pid}. */
    public LoadedClasses(long pid) {
        this(Path.of(System.getProperty("java.home"), "bin", "jcmd"), pid);
    }

    LoadedClasses(Path jcmd, long pid) {
        this.jcmd = jcmd;
        this.pid = pid;
    }

    /** How many live class loaders have it, after a full garbage collection. */
    public long count(String className) throws IOException, InterruptedException {
        run("GC.run");
        return countIn(run("VM.classloaders", "show-classes"), className);
    }

    static long countIn(String listing, String className) {
        Matcher matcher = Pattern.compile("(?<=\\s)" + Pattern.quote(className) + "(?=\\s)").matcher(listing);
        return matcher.results().count();
    }

    private String run(String... command) throws IOException, InterruptedException {
        if (!Files.isExecutable(jcmd)) {
            throw new IOException("there is no " + jcmd + "; run this with a JDK, a JRE does not have it");
        }
        Path output = Files.createTempFile("suture-jcmd", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(jcmd.toString(), Long.toString(pid));
            builder.command().addAll(List.of(command));
            Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("jcmd got no answer from pid " + pid + " for " + PATIENCE_SECONDS + " s");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException("jcmd failed: " + text.strip());
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
