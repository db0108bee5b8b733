// SPDX-License-Identifier: Apache-2.0
/**
 * Strict JSON for everything that comes from outside or from disk: bounded, no duplicate keys, integers only, closed
 * schemas. The value model is Gson's; what Gson accepts beyond RFC 8259 is refused here.
 */
@Export
@Version("1.0.0")
package dev.suture.tuf.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
