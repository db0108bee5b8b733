// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import dev.suture.patch.PatchLevel;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture remove}. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes the patch that runs off a running gateway: back to a level that was confirmed on it, or to its base release.")
public final class RemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    @Option(names = "--to", paramLabel = "LEVEL", converter = LevelConverter.class, description = "Where to go back to, e.g. a, or base (the highest level below that was confirmed here).")
    private Optional<PatchLevel> to = Optional.empty();

    @Option(names = "--hold", paramLabel = "DAYS", defaultValue = "7", description = "How long the patch stays away unless a newer level comes, 0 to 365 (${DEFAULT-VALUE}).")
    private int hold;

    @Override
    public Integer call() {
        JsonObject request = new JsonObject();
        request.addProperty("command", "remove");
        to.ifPresent(level -> request.addProperty("to", level.number()));
        request.addProperty("holdDays", hold);
        JsonObject answer = new ControlClient(root, ControlClient.PATIENCE).ask(request);
        spec.commandLine().getOut().println(StatusCommand.text(answer, "message"));
        return 0;
    }
}
