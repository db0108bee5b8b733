// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy;

import dev.suture.verify.Offer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether an offer may take its next step. Registered as a service by policy bundles; every registered policy is
 * asked at every step, and again when a deferral ends.
 *
 * <p>
 * Called off the agent's thread with 2 s to answer; an exception or a late answer counts as a deferral of 10 minutes
 * under the policy's name. Of several answers a refusal outweighs the latest deferral, which outweighs proceeding.
 */
@ConsumerType
public interface UpdatePolicy {
    /** Decides on one step of one offer. */
    Decision decide(Step step, Offer offer, DeviceContext device);
}
