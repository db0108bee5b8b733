// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.util.List;
import java.util.Set;

/**
 * What a guest knows of its host: registered as a service where the anchor lives in a framework that somebody else launched,
 * and nowhere else. Safe for use by several threads.
 */
public interface Adoption {
    /**
     * Locations of the bundles that the host installed and that are managed nevertheless. One that the host changes is not
     * among them any more.
     */
    Set<String> locations();

    /** What the host has changed of what is managed, one line each; empty if the generation is what runs. */
    List<String> drift();
}
