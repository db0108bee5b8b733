// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

import dev.suture.patch.Advisory;
import dev.suture.patch.Patch;
import dev.suture.patch.Terms;
import dev.suture.publish.PatchRequest;
import dev.suture.publish.Publisher;
import dev.suture.runtime.UserError;
import dev.suture.tuf.format.AdvisoryFormat;
import dev.suture.tuf.json.MalformedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture patch}. */
@Command(name = "patch", mixinStandardHelpOptions = true, description = "Signs and publishes the next patch level of a base release.")
public final class PatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The workspace.")
    private Path folder;

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release.")
    private String base;

    @Option(names = "--jar", arity = "1..*", paramLabel = "FILE", description = "New versions of bundles of the base.")
    private List<Path> jars = List.of();

    @Option(names = "--advisory", required = true, paramLabel = "FILE", description = "JSON {id, title, cves[], severity, exploited, affected[{bundle, range}], text, published?}.")
    private Path advisory;

    @Option(names = "--stop", paramLabel = "BSN", description = "A bundle that stays installed but is not started.")
    private List<String> stops = List.of();

    @Option(names = "--remove", paramLabel = "BSN", description = "A bundle that goes.")
    private List<String> removes = List.of();

    @Override
    public Integer call() {
        return Work.in(folder, () -> {
            Clock clock = Clock.systemUTC();
            PatchRequest request = new PatchRequest(base, jars, stops, removes, advisory(clock), Terms.DEFAULT);
            try (Publisher publisher = Publisher.open(folder, clock)) {
                var out = spec.commandLine().getOut();
                Patch patch = publisher.addPatch(request, new SlowSteps(out, System::nanoTime));
                out.println("published " + patch.id() + ": " + patch.advisory().title());
                if (patch.terms().mode() == Terms.Mode.RELAUNCH) {
                    out.println("  devices stop and boot anew for it, with their owners' consent");
                }
                patch.changes().replaces().forEach(replacement -> out.println("  " + replacement.from() + " -> "
                        + replacement.to().version() + ", "
                        + patch.findWhole(replacement.to().digest()).orElseThrow().contentLength() + " bytes"));
                patch.changes().stops().forEach(bundle -> out.println("  " + bundle.symbolicName() + " stopped"));
                patch.changes().removes().forEach(bundle -> out.println("  " + bundle + " removed"));
            }
        });
    }

    private Advisory advisory(Clock clock) {
        try {
            if (Files.size(advisory) > AdvisoryFormat.MAX_LENGTH) {
                throw new UserError("the advisory " + advisory + " is longer than " + AdvisoryFormat.MAX_LENGTH
                        + " bytes; shorten its text");
            }
            return AdvisoryFormat.read(Files.readAllBytes(advisory), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (MalformedException e) {
            throw new UserError(advisory + ": " + e.getMessage() + "; see patch --help for its form", e);
        } catch (IOException e) {
            throw new UserError("cannot read the advisory " + advisory + "; check the path", e);
        }
    }
}
