// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import picocli.CommandLine.Command;

/** {@code suture consent}. */
@Command(name = "consent", mixinStandardHelpOptions = true, description = "Agrees to the patch that waits for consent, e.g. because it stops the gateway and boots it anew; see status.")
public final class ConsentCommand extends WordCommand {
    ConsentCommand() {
        super("consent");
    }
}
