// SPDX-License-Identifier: Apache-2.0
/**
 * The way in: hints that something new may be there. A {@link dev.suture.notify.Notification} is never trusted; it only
 * decides when the device looks.
 */
@Export
@Version("1.0.0")
package dev.suture.notify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
