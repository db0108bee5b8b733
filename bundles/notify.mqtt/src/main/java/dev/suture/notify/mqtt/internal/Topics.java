// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.regex.Pattern;

import dev.suture.patch.Names;

/**
 * The topics of one device.
 *
 * @param prefix what all topics begin with, e.g. {@code suture/v1}
 * @param product the device's product
 * @param base the base release it runs
 * @param device its id
 */
record Topics(String prefix, String product, String base, String device) {
    /** No wildcard, no empty level, nothing a broker keeps for itself ({@code $SYS}). */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,63}(/[A-Za-z0-9._-]{1,63}){0,7}");

    /** @throws IllegalArgumentException if the prefix or a name is malformed */
    Topics {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix must be topic levels of letters, digits and ._-, joined by '/'");
        }
        Names.name("product", product);
        Names.name("base", base);
        Names.name("device", device);
    }

    /** Where the product's announcer writes. */
    String announcements() {
        return prefix + "/" + product + "/b/" + base + "/notify";
    }

    /** What the device runs. */
    String state() {
        return own("state");
    }

    /** Each step it takes. */
    String event() {
        return own("event");
    }

    /** Whether it is there. */
    String online() {
        return own("online");
    }

    private String own(String leaf) {
        return prefix + "/" + product + "/d/" + device + "/" + leaf;
    }
}
