// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.util.List;
import java.util.Optional;

/**
 * What the driving bundle knows that the anchor does not: whether the components of the new bundles are satisfied and
 * the integrator's quick gates green. Registered as a service by a bundle of the side that is to serve, it is asked as well.
 * Called on the anchor's threads while the doors are closed; each call is cut off by the script's gate limit.
 */
public interface Gates {
    /**
     * Judges the new side.
     *
     * @param bundles ids of the bundles that were started
     * @return one line that names what is not well, or empty if all is. Asked again until the gate limit when it names
     *         something.
     */
    Optional<String> findFault(List<Long> bundles);
}
