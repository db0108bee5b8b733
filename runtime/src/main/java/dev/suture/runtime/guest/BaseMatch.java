// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.Digest;
import dev.suture.runtime.guest.Inventory.Item;

/**
 * How a base release agrees with what a host runs. The framework with what launches it is left out, and so is what the updater
 * needs: where the host has it, in whatever version, it stays the host's own.
 *
 * @param base the base release
 * @param present the host's bundles that are exactly the base's, in the base's order
 * @param absent the base's bundles that are not on the host
 */
record BaseMatch(BaseRelease base, List<Item> present, List<BaseBundle> absent) {
    /** No base release can be adopted. */
    static final class NoneException extends Exception {
        private static final long serialVersionUID = 1;

        NoneException(String message) {
            super(message);
        }
    }

    /**
     * Chooses the base to adopt: the one the operator named, as far as the host has it; else the one that is on the host
     * whole, and of several the largest.
     *
     * @throws NoneException if there is none, with the reason
     */
    static BaseMatch choose(Prepared prepared, Inventory inventory) throws NoneException {
        List<BaseMatch> matches = prepared.bases().stream().map(base -> of(base, prepared, inventory))
                .sorted(Comparator.comparingInt((BaseMatch match) -> match.present().size()).reversed()).toList();
        if (prepared.wanted().isPresent()) {
            return named(prepared.wanted().get(), matches);
        }
        List<BaseMatch> whole = matches.stream()
                .filter(match -> match.absent().isEmpty() && !match.present().isEmpty()).toList();
        if (whole.isEmpty()) {
            throw new NoneException(matches.isEmpty()
                    ? "no base release of " + prepared.product() + " is known yet"
                    : "no base release of " + prepared.product() + " is what this host runs; the nearest is "
                            + matches.get(0).describe());
        }
        if (whole.size() > 1 && whole.get(1).present().size() == whole.get(0).present().size()) {
            throw new NoneException("several base releases are what this host runs, " + whole.get(0).base().base()
                    + " and " + whole.get(1).base().base() + " among them; name one with suture adopt --base");
        }
        return whole.get(0);
    }

    private static BaseMatch named(String name, List<BaseMatch> matches) throws NoneException {
        BaseMatch match = matches.stream().filter(each -> each.base().base().equals(name)).findFirst()
                .orElseThrow(() -> new NoneException("the base release " + name + " is not among those prepared"));
        if (match.present().isEmpty()) {
            throw new NoneException("the host has no bundle of the base release " + match.describe());
        }
        return match;
    }

    private static BaseMatch of(BaseRelease base, Prepared prepared, Inventory inventory) {
        Map<Digest, Item> byDigest = inventory.bundles().stream().filter(item -> item.find().isPresent())
                .collect(Collectors.toMap(item -> item.find().orElseThrow().bundle().digest(), Function.identity(),
                        (first, second) -> first));
        List<BaseBundle> own = base.bundles().stream()
                .filter(bundle -> bundle.startLevel() > 0
                        && !prepared.updaterNames().contains(bundle.bundle().symbolicName()))
                .toList();
        return new BaseMatch(base,
                own.stream().map(bundle -> bundle.bundle().digest()).filter(byDigest::containsKey).map(byDigest::get)
                        .toList(),
                own.stream().filter(bundle -> !byDigest.containsKey(bundle.bundle().digest())).toList());
    }

    /** For a person: how much of it is there, and what is not. */
    String describe() {
        String missing = absent.stream().limit(5).map(bundle -> bundle.bundle().toString())
                .collect(Collectors.joining(", "));
        return base.base() + " (" + present.size() + " of its bundles are here, " + absent.size() + " are not"
                + (missing.isEmpty() ? ")" : ": " + missing + (absent.size() > 5 ? ", …)" : ")"));
    }
}
