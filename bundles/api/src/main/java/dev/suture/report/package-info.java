// SPDX-License-Identifier: Apache-2.0
/**
 * What the device says of itself: where it stands, each step it takes, and the topics of its Event Admin events.
 */
@Export
@Version("1.0.0")
package dev.suture.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
