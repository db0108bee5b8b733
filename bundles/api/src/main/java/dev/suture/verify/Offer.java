// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import java.net.URI;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.Terms;

/**
 * A patch that verified metadata says this device may have; or another base release, of which it then tells what a patch
 * would tell: its level is 0, it changes nothing by itself, and it needs consent and a relaunch.
 *
 * @param patch what it is
 * @param digest SHA-256 of its patch.json or base.json; quarantine and history know it by that
 * @param content where its content lies: an artifact is at {@code <content>sha256/<digest of its content>}
 * @param baseUpdate the way to the other base release; empty for a patch
 */
public record Offer(Patch patch, Digest digest, URI content, Optional<BaseUpdate> baseUpdate) {
    /** Offers a patch. */
    public Offer(Patch patch, Digest digest, URI content) {
        this(patch, digest, content, Optional.empty());
    }

    /** The same in another mode. */
    public Offer withMode(Terms.Mode mode) {
        return new Offer(new Patch(patch.id(), patch.changes(), patch.artifacts(), patch.advisory(),
                patch.terms().withMode(mode)), digest, content, baseUpdate);
    }

    /** Where the content of one artifact lies. */
    public URI locate(Digest artifactContent) {
        return content.resolve("sha256/" + artifactContent.hex());
    }
}
