// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is launched: {@code {root: Path, properties: Map<String, String>, bundles: List<{file: Path, startLevel: Integer,
 * started: Boolean}>, attended: Boolean, log: Consumer<String>}}.
 *
 * @param root the state root
 * @param properties framework properties beside the launcher's own
 * @param bundles what is installed, in this order
 * @param attended whether whoever started this process starts it again for a relaunch
 * @param log takes one line for each thing worth telling
 */
record LaunchPlan(Path root, Map<String, String> properties, List<Item> bundles, boolean attended,
        Consumer<String> log) {
    /**
     * One bundle.
     *
     * @param file where the framework loads it from
     * @param startLevel the start level it runs at
     * @param started whether it is started
     */
    record Item(Path file, int startLevel, boolean started) {
        static Item read(Map<?, ?> item) {
            return new Item((Path) item.get("file"), (Integer) item.get("startLevel"), (Boolean) item.get("started"));
        }
    }

    LaunchPlan {
        properties = Map.copyOf(properties);
        bundles = List.copyOf(bundles);
    }

    /** @throws ClassCastException if it is not of this form, which is a fault of whoever made it */
    @SuppressWarnings("unchecked")
    static LaunchPlan read(Map<String, Object> plan) {
        return new LaunchPlan((Path) plan.get("root"), (Map<String, String>) plan.get("properties"),
                ((List<Map<?, ?>>) plan.get("bundles")).stream().map(Item::read).toList(),
                (Boolean) plan.get("attended"), (Consumer<String>) plan.get("log"));
    }
}
