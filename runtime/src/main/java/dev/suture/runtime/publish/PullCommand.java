// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import dev.suture.patch.Patch;
import dev.suture.patch.PatchLevel;
import dev.suture.publish.Publisher;
import dev.suture.runtime.LevelConverter;
import dev.suture.runtime.UserError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture pull}. */
@Command(name = "pull", mixinStandardHelpOptions = true, description = "Withdraws a level: no device installs it any more. Devices that run it keep it until a later level lands.")
public final class PullCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The workspace.")
    private Path folder;

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release.")
    private String base;

    @Option(names = "--level", required = true, paramLabel = "LEVEL", converter = LevelConverter.class, description = "The level, e.g. b.")
    private PatchLevel level;

    @Override
    public Integer call() {
        if (level.number() == 0) {
            throw new UserError("a base release is not pulled; name one of its levels");
        }
        return Work.in(folder, () -> {
            var out = spec.commandLine().getOut();
            try (Publisher publisher = Publisher.open(folder, Clock.systemUTC())) {
                Patch patch = publisher.pull(base, level);
                out.println("pulled " + patch.id() + ": " + patch.advisory().title());
            }
            Publisher.status(folder).bases().stream().filter(each -> each.release().base().equals(base))
                    .flatMap(each -> each.levels().stream()).map(patch -> patch.id().level())
                    .filter(each -> each.compareTo(level) > 0)
                    .forEach(each -> out.println("  " + each + " has its changes too"));
            out.println("  devices learn of it when they next look, or at once by: suture announce");
        });
    }
}
