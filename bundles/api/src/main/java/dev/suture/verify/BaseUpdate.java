// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import dev.suture.patch.BaseRelease;

/**
 * The way from one base release to another. Both are needed: what this device has beyond the old one is its own, and stays.
 *
 * @param from the base release of this device
 * @param to the base release it is to have
 */
public record BaseUpdate(BaseRelease from, BaseRelease to) {
    /** @throws IllegalArgumentException if they are of different products or the same */
    public BaseUpdate {
        if (!from.product().equals(to.product()) || from.base().equals(to.base())) {
            throw new IllegalArgumentException("a base update leads to another base release of the same product");
        }
    }
}
