// SPDX-License-Identifier: Apache-2.0
package dev.suture.health;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether the device is well. Registered as a service; asked through the whole trial of a new generation.
 *
 * <p>
 * With the service property {@link #QUICK} set to true it is also asked inside the switch, on one of the anchor's
 * threads and under a hard cap of 100 ms, while the doors are closed: a quick gate must not call the device through its
 * own front door.
 */
@ConsumerType
public interface HealthGate {
    /** Service property: Boolean, whether the gate is asked inside the switch. */
    String QUICK = "suture.gate.quick";

    /** Judges the device now. An exception counts as red. */
    Health check();
}
