// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.List;

import dev.suture.patch.Names;

/**
 * The roles to which the top-level targets role delegates for one product. A device listens to those of its own product and to
 * no others, whatever they list: so no publisher can speak for another's devices, nor an online key for an offline one.
 *
 * @param product the product's name
 */
public record ProductRoles(String product) {
    private static final String PATCHES = "patches-";

    /** @throws IllegalArgumentException if the name is malformed */
    public ProductRoles {
        Names.name("product", product);
    }

    /** The products for which these targets delegate, in their order. */
    public static List<String> productsOf(Targets targets) {
        List<Delegation> delegations = targets.delegations().map(Delegations::roles)
                .filter(NamedRoles.class::isInstance).map(NamedRoles.class::cast).map(NamedRoles::delegations)
                .orElse(List.of());
        return delegations.stream().map(delegation -> delegation.name().name()).filter(name -> name.startsWith(PATCHES))
                .map(name -> name.substring(PATCHES.length())).toList();
    }

    /** Offline: says which base releases and patches there are. */
    public RoleName patches() {
        return new RoleName(PATCHES + product);
    }

    /** What it is trusted with. */
    public PathSet patchesPaths() {
        return PathSet.of(product + "/*/base.json", product + "/*/*/patch.json");
    }

    /** Online: says who may have them already, and nothing else. */
    public RoleName rollout() {
        return new RoleName("rollout-" + product);
    }

    /** What it is trusted with. */
    public PathSet rolloutPaths() {
        return PathSet.of(product + "/*/rollout.json");
    }
}
