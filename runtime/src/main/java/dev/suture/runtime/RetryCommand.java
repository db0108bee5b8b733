// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import picocli.CommandLine.Command;

/** {@code suture retry}. */
@Command(name = "retry", mixinStandardHelpOptions = true, description = "Lets a running gateway try again every patch that it holds back, and look for news now.")
public final class RetryCommand extends WordCommand {
    RetryCommand() {
        super("retry");
    }
}
