// SPDX-License-Identifier: Apache-2.0
/**
 * The publisher's side: from jars and an advisory to a signed repository of static files, and the notification that
 * announces it. {@link dev.suture.publish.Publisher} works on one workspace, a folder with the keys and the repository. For
 * whoever publishes; never part of a device.
 */
@Export
@Version("1.0.0")
package dev.suture.publish;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
