// SPDX-License-Identifier: Apache-2.0
/**
 * The judge: from hints and metadata to an {@link dev.suture.verify.Offer}, or a typed refusal that names the attack it
 * looks like.
 */
@Export
@Version("1.0.0")
package dev.suture.verify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
