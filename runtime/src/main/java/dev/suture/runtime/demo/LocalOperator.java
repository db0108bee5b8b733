// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Path;

import com.google.gson.JsonObject;
import dev.suture.runtime.ControlClient;
import dev.suture.runtime.UserError;

/** A person at the device, who asks through the control socket of its state root. */
record LocalOperator(Path root) implements Company.Operator {
    @Override
    public void checkNow() throws IOException {
        ask("check");
    }

    @Override
    public String lastCheck() throws IOException {
        JsonObject status = ask("status");
        return status.get("lastCheck") instanceof JsonObject check ? check.get("result").getAsString() : "";
    }

    private JsonObject ask(String command) throws IOException {
        try {
            return new ControlClient(root, ControlClient.PATIENCE).ask(command);
        } catch (UserError e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
