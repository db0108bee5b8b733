// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.google.gson.JsonObject;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A word to a running gateway, which answers in a line. */
abstract class WordCommand implements Callable<Integer> {
    private final String word;

    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
    private Path root;

    /** Says {@code word} to the control socket. */
    WordCommand(String word) {
        this.word = word;
    }

    @Override
    public Integer call() {
        JsonObject answer = new ControlClient(root, ControlClient.PATIENCE).ask(word);
        spec.commandLine().getOut().println(StatusCommand.text(answer, "message"));
        return 0;
    }
}
