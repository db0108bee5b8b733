// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.IOException;
import java.nio.file.Path;

import dev.suture.publish.PublishException;
import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;

/** What a command does in a workspace; whatever stops it becomes one line for the user. */
@FunctionalInterface
interface Work {
    void run() throws PublishException, IOException;

    /** Runs {@code work}. @throws UserError if it is refused or the disk fails */
    static int in(Path workspace, Work work) {
        try {
            work.run();
            return 0;
        } catch (PublishException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError("the workspace " + workspace + " fails: " + DiskTrouble.explain(e), e);
        }
    }
}
