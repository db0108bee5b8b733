// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture retry}. */
@Command(name = "retry", mixinStandardHelpOptions = true, description = "Lets a running gateway try again every patch that it holds back, and look for news now.")
public final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    @Override
    public Integer call() {
        JsonObject answer = new ControlClient(root, ControlClient.PATIENCE).ask("retry");
        spec.commandLine().getOut().println(StatusCommand.text(answer, "message"));
        return 0;
    }
}
