// SPDX-License-Identifier: Apache-2.0
/**
 * From the running generation to a staged one: a plan that can be shown, and its execution.
 */
@Export
@Version("1.0.0")
package dev.suture.activate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
