// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;

/**
 * What every scene of the demo works with.
 *
 * @param stage what runs
 * @param exploit the attacker's request
 * @param load the other process
 * @param screen what a person sees
 * @param checks the verdict
 */
record Props(Backstage stage, Exploit exploit, LoadProcess load, Screen screen, Checks checks) {
    Timeline timeline() {
        return stage.observers().timeline();
    }

    /** Leaves a notification for the device, whoever wrote it. */
    void push(byte[] notification) throws IOException {
        MqttTap.publishRetained(stage.wiring().broker(), stage.wiring().notifyTopic(), notification);
    }
}
