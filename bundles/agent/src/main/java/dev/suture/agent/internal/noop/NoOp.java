// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.suture.notify.Bytes;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/**
 * A repository in several forms, and what has to come of the right one.
 *
 * @param root the vendor's root metadata
 * @param forms the files of each form, by path
 * @param patch SHA-256 of the patch.json
 * @param jar SHA-256 of the one bundle that is replaced
 */
public record NoOp(Bytes root, Map<Form, Map<String, Bytes>> forms, Digest patch, Digest jar) {
    static final String PRODUCT = "no-op";
    static final String BASE = "1";
    static final PatchLevel LEVEL = new PatchLevel(1);
    static final String BUNDLE = "no-op";
    static final String VERSION = "1.0.1";
    static final URI REPOSITORY = URI.create("no-op://vendor/");

    /** Copies. @throws IllegalArgumentException if a form is missing */
    public NoOp {
        forms = forms.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, form -> Map.copyOf(form.getValue())));
        if (forms.size() != Form.values().length) {
            throw new IllegalArgumentException("only " + forms.keySet());
        }
    }

    /** Makes one, with keys of its own that are forgotten at once. */
    public static NoOp make(SecureRandom random) {
        return new Maker(random).make();
    }

    /** What is replaced; nobody has it. */
    static BundleRef before() {
        return new BundleRef(BUNDLE, "1.0.0", Maker.sha256(new byte[0]));
    }

    /** What replaces it. */
    BundleRef after() {
        return new BundleRef(BUNDLE, VERSION, jar);
    }

    /** What the device that does not exist runs. */
    static Generation running() {
        return new Generation(1, new Origin(PRODUCT, BASE, new PatchLevel(0), Optional.empty()),
                List.of(new ManagedBundle(before(), before().digest(), 1, 1, true)), Map.of());
    }
}
