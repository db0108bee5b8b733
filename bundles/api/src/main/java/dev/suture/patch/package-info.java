// SPDX-License-Identifier: Apache-2.0
/**
 * What a patch is: the signed description of how one base release reaches one level, and the values it is made of.
 * All types are immutable and validate themselves when built; a value that exists is well-formed. The JSON form of
 * each is written and read elsewhere: this package knows no format.
 */
@Export
@Version("1.0.0")
package dev.suture.patch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
