// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.Map;

/**
 * Properties a patch sets for one PID, through the targeted PID of a bundle whose version it changes.
 *
 * @param pid the PID
 * @param symbolicName the bundle that is targeted
 * @param properties String, Boolean, Long, or a List of one of them; no fractions, which strict JSON has not
 * @param force whether they win over values set on the device
 */
public record ConfigurationChange(String pid, String symbolicName, Map<String, Object> properties, boolean force) {
    /** @throws IllegalArgumentException if the symbolic name is malformed or the PID empty */
    public ConfigurationChange {
        Names.symbolicName(symbolicName);
        if (pid.isBlank()) {
            throw new IllegalArgumentException("a configuration change names its PID");
        }
        properties = Map.copyOf(properties);
    }
}
