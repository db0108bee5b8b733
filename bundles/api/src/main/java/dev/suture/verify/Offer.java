// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import java.net.URI;

import dev.suture.patch.Digest;
import dev.suture.patch.Patch;

/**
 * A patch that verified metadata says this device may have.
 *
 * @param patch what it is
 * @param digest SHA-256 of its patch.json; quarantine and history know the patch by it
 * @param content where its content lies: an artifact is at {@code <content>sha256/<digest of its content>}
 */
public record Offer(Patch patch, Digest digest, URI content) {
    /** Where the content of one artifact lies. */
    public URI locate(Digest artifactContent) {
        return content.resolve("sha256/" + artifactContent.hex());
    }
}
