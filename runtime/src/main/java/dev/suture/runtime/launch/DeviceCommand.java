// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code suture device}: what concerns one device before it runs. */
@Command(name = "device", mixinStandardHelpOptions = true, subcommands = DeviceInitCommand.class, description = "Sets up a device.")
public final class DeviceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
