// SPDX-License-Identifier: Apache-2.0
/**
 * The way to bytes: bounded, cancellable downloads. A fetcher trusts nothing and is trusted with nothing; whoever asked
 * for the bytes verifies them.
 */
@Export
@Version("1.0.0")
package dev.suture.fetch;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
