// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes of one configuration when a device moves to another base release: what was set on the device stays, all else
 * is as the new base release has it. Pure.
 */
final class ConfigurationMove {
    private ConfigurationMove() {
    }

    /**
     * Moves one. A component that the new base release does not configure keeps all it had, if something of it is the
     * device's own.
     *
     * @param from as the base release before has it; empty if it has not
     * @param to as the new one has it; empty if it has not
     * @param present as the device has it
     * @return as the device is to have it; empty if it goes
     */
    static Map<String, Object> of(Map<String, Object> from, Map<String, Object> to, Map<String, Object> present) {
        Map<String, Object> own = new HashMap<>(present);
        own.entrySet().removeIf(entry -> isKept(entry.getKey())
                || Objects.deepEquals(from.get(entry.getKey()), entry.getValue()));
        Map<String, Object> moved = new HashMap<>(to);
        if (to.isEmpty() && !own.isEmpty()) {
            moved.putAll(present);
        }
        moved.putAll(own);
        return moved;
    }

    /** What Configuration Admin writes beside the properties. */
    private static boolean isKept(String name) {
        return name.startsWith(":") || name.startsWith("service.");
    }
}
