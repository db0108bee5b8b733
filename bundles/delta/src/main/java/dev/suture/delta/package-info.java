// SPDX-License-Identifier: Apache-2.0
/**
 * From any jar to its one canonical form, the form that is published, signed, hashed, stored and loaded. Pure: bytes in,
 * bytes out, streaming, bounded memory, the JDK only. The reader is strict, because a jar that two programs read
 * differently has no digest that means anything.
 */
@Export
@Version("1.0.0")
package dev.suture.delta;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
