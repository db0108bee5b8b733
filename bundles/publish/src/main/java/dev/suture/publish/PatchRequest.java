// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.nio.file.Path;
import java.util.List;

import dev.suture.patch.Advisory;
import dev.suture.patch.Terms;

/**
 * The next patch level of a base release: what it adds to the level before.
 *
 * @param base the base release, e.g. {@code 5.2.0}
 * @param jars new versions of bundles of the base
 * @param stops symbolic names of bundles that stay installed but are not started any more
 * @param removes symbolic names of bundles that go
 * @param advisory what the level says for people
 * @param terms how it may be applied
 */
public record PatchRequest(String base, List<Path> jars, List<String> stops, List<String> removes, Advisory advisory,
        Terms terms) {
    /** Copies the lists. */
    public PatchRequest {
        jars = List.copyOf(jars);
        stops = List.copyOf(stops);
        removes = List.copyOf(removes);
    }
}
