// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import dev.suture.anchor.host.FileLocation;
import dev.suture.patch.BundleRef;

/** The bundles that run from a generation's folder: what we brought in, and what took the place of a host's bundle. */
final class Copies {
    private final BundleContext context;
    private final String prefix;

    Copies(BundleContext context, Path root) {
        this.context = context;
        this.prefix = FileLocation.of(root.resolve("generations")).replaceFirst("/$", "") + "/";
    }

    boolean isCopy(Bundle bundle) {
        return bundle.getLocation().startsWith(prefix);
    }

    List<Bundle> all() {
        return Arrays.stream(context.getBundles()).filter(this::isCopy).toList();
    }

    /** Those in the folder of this generation. */
    List<Bundle> of(int generation) {
        return all().stream().filter(bundle -> bundle.getLocation().startsWith(prefix + generation + "/")).toList();
    }

    Optional<Bundle> find(BundleRef wanted) {
        return all().stream().filter(bundle -> is(bundle, wanted)).findFirst();
    }

    static boolean is(Bundle bundle, BundleRef wanted) {
        return wanted.symbolicName().equals(bundle.getSymbolicName())
                && wanted.version().equals(bundle.getVersion().toString());
    }
}
