// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

import dev.suture.fetch.Fetcher;

/**
 * A place made up to try the stages out, apart from the device: for it nothing of the device is read, and nothing written
 * but below its root.
 *
 * @param root takes the place of the state root
 * @param product takes the place of the device's product
 * @param base takes the place of the base release it runs
 * @param repository takes the place of the repository's address; ends in a slash
 * @param fetcher the only one that is asked for anything
 */
public record Site(Path root, String product, String base, URI repository, Fetcher fetcher) {
    /** @throws NullPointerException if something is missing */
    public Site {
        Objects.requireNonNull(root);
        Objects.requireNonNull(product);
        Objects.requireNonNull(base);
        Objects.requireNonNull(repository);
        Objects.requireNonNull(fetcher);
    }
}
