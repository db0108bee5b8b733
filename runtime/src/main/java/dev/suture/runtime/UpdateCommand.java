// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture update}. */
@Command(name = "update", mixinStandardHelpOptions = true, description = "Moves a running gateway to another base release of its repository. The gateway stops and boots it on trial; if it is not well with it, it comes back with what it ran before. Data, settings and trust stay.")
public final class UpdateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release, e.g. 5.3.0.")
    private String base;

    @Override
    public Integer call() {
        JsonObject request = new JsonObject();
        request.addProperty("command", "update");
        request.addProperty("base", base);
        JsonObject answer = new ControlClient(root, ControlClient.PATIENCE).ask(request);
        spec.commandLine().getOut().println(StatusCommand.text(answer, "message"));
        return 0;
    }
}
