// SPDX-License-Identifier: Apache-2.0
/**
 * The fixed point of a device: it outlives every swap. Its types name nothing but the JDK, so both sides of a swap share
 * them. The {@link dev.suture.anchor.Anchor} executes switch scripts, {@link dev.suture.anchor.Door}s hold requests back
 * while it does, {@link dev.suture.anchor.Gates} tell it whether the new side is well.
 */
@Export
@Version("1.0.0")
package dev.suture.anchor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
