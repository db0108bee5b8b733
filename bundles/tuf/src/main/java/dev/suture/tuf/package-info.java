// SPDX-License-Identifier: Apache-2.0
/**
 * The Update Framework 1.0.34: metadata, keys and signatures, and the client workflow of its chapter 5. The rules are
 * pure ({@link dev.suture.tuf.TrustedMetadata}); {@link dev.suture.tuf.TufClient} walks them over two ports, one to the
 * repository and one to the trusted files, and {@link dev.suture.tuf.OfflineClient} over the second alone. Everything that verified is kept as the bytes it came in. The publisher's
 * side writes the same records and signs them with a {@link dev.suture.tuf.Signer}.
 */
@Export
@Version("1.0.0")
package dev.suture.tuf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
