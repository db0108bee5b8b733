// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.TrustedView;
import dev.suture.verify.VerificationException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One call of the suite: {@code init}, {@code refresh} or {@code download}. Exit code 0 or 1, as its protocol wants. */
@Command(name = "integration-tests/conformance/client", description = "Speaks the command line protocol of the TUF conformance suite.")
final class ConformanceClient {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--metadata-dir", required = true, description = "Where the client keeps the metadata it trusts.")
    private Path metadata;

    @Option(names = "--metadata-url", description = "The repository's metadata.")
    private URI metadataUrl;

    @Option(names = "--target-name", description = "A target to download; may be repeated.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--target-base-url", description = "The repository's targets.")
    private URI targetUrl;

    @Option(names = "--target-dir", description = "Where downloaded targets go.")
    private Path downloads;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Clock clock;

    private ConformanceClient(Clock clock) {
        this.clock = clock;
    }

    /** Runs one call at the time of {@code clock}, and tells {@code err} why where it is not 0. */
    static int run(List<String> arguments, Clock clock, PrintWriter err) {
        CommandLine line = new CommandLine(new ConformanceClient(clock));
        line.setErr(err);
        line.setExitCodeExceptionMapper(failure -> 1);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
        line.setParameterExceptionHandler((mistake, all) -> explain(mistake, err));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof VerificationException || failure instanceof FetchException
                || failure instanceof IOException || failure instanceof ParameterException) {
            err.println("client: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return 1;
    }

    @Command(name = "init", description = "Installs the root that is trusted.")
    int init(@Parameters(paramLabel = "ROOT") Path root) throws IOException {
        Files.copy(root, metadata.resolve("root.json"));
        return 0;
    }

    @Command(name = "refresh", description = "Brings the top-level metadata up to date.")
    int refresh() throws IOException, VerificationException, FetchException {
        updater().refresh();
        return 0;
    }

    @Command(name = "download", description = "Downloads targets, one after the other, over one refresh.")
    int download() throws IOException, VerificationException, FetchException {
        Downloads folder = new Downloads(given(downloads, "--target-dir"));
        Updater updater = updater();
        TrustedView view = updater.refresh();
        for (String target : targets) {
            updater.download(target, given(targetUrl, "--target-base-url"), view, folder);
        }
        return 0;
    }

    private Updater updater() {
        return new Updater(metadata, given(metadataUrl, "--metadata-url"),
                new Narrator(spec.commandLine().getErr()), clock);
    }

    private <T> T given(T value, String option) {
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "missing " + option);
        }
        return value;
    }
}
