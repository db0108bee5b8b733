// SPDX-License-Identifier: Apache-2.0
/**
 * From an offer to a complete, verified {@link dev.suture.stage.Generation} on disk. Nothing that runs is touched.
 */
@Export
@Version("1.0.0")
package dev.suture.stage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
