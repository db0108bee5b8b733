// SPDX-License-Identifier: Apache-2.0
/**
 * The integrator's word: may this offer take its next step now? Implemented by policy bundles.
 */
@Export
@Version("1.0.0")
package dev.suture.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
