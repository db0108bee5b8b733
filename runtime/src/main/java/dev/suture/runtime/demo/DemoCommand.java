// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.suture.runtime.launch.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code suture demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Closes a real hole (CVE-2022-42889) in a running gateway by one push, under load, and proves it.", footer = {
        "", "Exit codes: 0 every check held, 1 a check failed, 2 a mistake in the command line,",
        "3 inconclusive: less than 500 requests a second could be sent."})
public final class DemoCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Supplier<Company> company;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was measured to FILE, as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--keep", description = "Leave all running until Ctrl-C, and print what to try.")
    private boolean keep;

    @Option(names = "--break", paramLabel = "FACT", converter = SabotageConverter.class, description = {
            "Make one fact false, to see its check fail:",
            "hole: no secret to find; patch: content that is not what was signed; lost: requests that get lost; selfupdate: an updater that does not work; tamper: a mirror that is honest; revert: a bad patch that works."})
    private Sabotage sabotage = Sabotage.NONE;

    @Spec
    private CommandSpec spec;

    /** The demo of this distribution. */
    public DemoCommand() {
        this(() -> new SutureCompany(Home.ofThisProcess(), Clock.systemUTC()));
    }

    DemoCommand(Supplier<Company> company) {
        this.company = company;
    }

    @Override
    public Integer call() throws InterruptedException {
        report.ifPresent(this::refuseUnwritable);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out);
        CleanUp cleanUp = new CleanUp(complaint -> screen.line("demo: while cleaning up: " + complaint));
        Thread hook = new Thread(cleanUp::close, "demo clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new DemoRun(company.get(), screen, cleanUp, sabotage).run(report, keep);
        } catch (IOException e) {
            // When somebody pressed Ctrl-C everything breaks, and nobody wants to read of it.
            if (!cleanUp.hasEnded()) {
                screen.line("demo: " + e.getMessage());
            }
            return FAILED;
        } finally {
            cleanUp.close();
        }
    }

    private void refuseUnwritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(spec.commandLine(), "--report: cannot write to " + file);
        }
    }

    /** The names people type. */
    static final class SabotageConverter implements ITypeConverter<Sabotage> {
        @Override
        public Sabotage convert(String value) {
            return Sabotage.find(value).orElseThrow(() -> new TypeConversionException(
                    "what can be broken is " + String.join(", ", Sabotage.words())));
        }
    }
}
