// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.suture.patch.BaseRelease.BaseBundle;

/**
 * A base release to publish.
 *
 * @param base its name, e.g. {@code 5.2.0}
 * @param bundles its bundles, in the order they are installed
 * @param described more bundles of it, of which only the description is at hand: what an inventory of a gateway says
 * @param configurations its configurations, by PID: String, Boolean, Long or a List of one of them
 * @param content whether its bundles are published too, so that devices of another base release can move to it
 */
public record BaseRequest(String base, List<Entry> bundles, List<BaseBundle> described,
        Map<String, Map<String, Object>> configurations, boolean content) {
    /**
     * One bundle.
     *
     * @param jar the jar; it need not be in canonical form
     * @param startLevel the start level it runs at; 0 for the framework and what launches it
     */
    public record Entry(Path jar, int startLevel) {}

    /** A base release of which every bundle is at hand. */
    public BaseRequest(String base, List<Entry> bundles, Map<String, Map<String, Object>> configurations,
            boolean content) {
        this(base, bundles, List.of(), configurations, content);
    }

    /** @throws IllegalArgumentException if bundles are to be published of which only the description is at hand */
    public BaseRequest {
        if (content && !described.isEmpty()) {
            throw new IllegalArgumentException("the content of a described bundle is not at hand");
        }
        bundles = List.copyOf(bundles);
        described = List.copyOf(described);
        configurations = Map.copyOf(configurations);
    }
}
