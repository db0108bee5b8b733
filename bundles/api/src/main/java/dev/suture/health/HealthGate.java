// SPDX-License-Identifier: Apache-2.0
package dev.suture.health;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether the device is well. Registered as a service; asked through the whole trial of a new generation.
 *
 * <p>
 * A gate that judges this host and nothing beyond it says so by the service property {@link #HOST_LOCAL}. Only such a gate
 * can have a patch quarantined. Of all others (an uplink that carries, a server that answers) it is assumed that anybody who
 * can disturb the network can turn them red: with them the generation is taken back and tried again later.
 *
 * <p>
 * A host-local gate with {@link #QUICK} is also asked inside the switch, on one of the anchor's threads and under a hard cap
 * of 100 ms, while the doors are closed: a quick gate must not call the device through its own front door.
 */
@ConsumerType
public interface HealthGate {
    /** Service property: Boolean, whether nothing but this host can turn the gate red. */
    String HOST_LOCAL = "suture.gate.host-local";

    /** Service property: Boolean, whether the gate is asked inside the switch too; needs {@link #HOST_LOCAL}. */
    String QUICK = "suture.gate.quick";

    /** Judges the device now. An exception counts as red. */
    Health check();
}
