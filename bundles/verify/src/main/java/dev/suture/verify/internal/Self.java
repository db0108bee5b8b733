// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.Names;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.tuf.ProductRoles;

/**
 * What this device is, and so which roles it listens to and which targets are meant for it.
 *
 * @param product the product's name
 * @param base the base release it runs
 * @param device the device's own id
 */
record Self(String product, String base, String device) {
    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,3})/patch\\.json");

    /** @throws IllegalArgumentException if a name breaks the rule for names */
    Self {
        Names.name("suture.product", product);
        Names.name("suture.base", base);
        Names.name("suture.device", device);
    }

    /** The roles it listens to. */
    ProductRoles roles() {
        return new ProductRoles(product);
    }

    /** The target path of the rollout for this product and base. */
    String rolloutPath() {
        return folder() + "rollout.json";
    }

    /** The patch that a target path means, if it is one for this product and base. */
    Optional<PatchId> findPatch(String path) {
        if (!isMeantBy(path)) {
            return Optional.empty();
        }
        Matcher file = FILE.matcher(path.substring(folder().length()));
        return file.matches()
                ? Optional.of(new PatchId(product, base, new PatchLevel(Integer.parseInt(file.group(1)))))
                : Optional.empty();
    }

    /** Whether a target path is one of this product and base. */
    boolean isMeantBy(String path) {
        return path.startsWith(folder());
    }

    /** Whether this patch is for this product and base. */
    boolean isMeantBy(PatchId patch) {
        return patch.product().equals(product) && patch.base().equals(base);
    }

    /** Whether this is what this device runs. */
    boolean isMeantBy(BaseRelease release) {
        return release.product().equals(product) && release.base().equals(base);
    }

    /** The target path of a base release of this product. */
    String basePath(String release) {
        return product + "/" + release + "/base.json";
    }

    /** The target path of a patch for this product and base. */
    String path(PatchLevel level) {
        return folder() + level.number() + "/patch.json";
    }

    private String folder() {
        return product + "/" + base + "/";
    }
}
