// SPDX-License-Identifier: Apache-2.0
/**
 * Which devices a rollout means: one rule, the same for the device that asks whether it is meant and for the publisher that
 * wants to know how many are.
 */
@Export
@Version("1.0.0")
package dev.suture.tuf.rollout;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
