// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.Set;

/**
 * The bundles everything else hangs on: they change only by a relaunch. Swapping them under a running system would stop
 * every component at once.
 */
public final class Infrastructure {
    private static final Set<String> NAMES = Set.of("org.apache.felix.scr", "org.apache.felix.configadmin",
            "org.apache.felix.eventadmin", "org.apache.felix.metatype", "org.apache.felix.log",
            "org.apache.felix.http.jetty12", "org.apache.felix.http.servlet-api",
            "org.apache.aries.spifly.dynamic.bundle", "slf4j.api", "slf4j.jdk14",
            "org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component", "dev.suture.anchor");

    private Infrastructure() {
    }

    /** Whether a bundle of this name is one of them. */
    public static boolean contains(String symbolicName) {
        return NAMES.contains(symbolicName) || symbolicName.startsWith("org.objectweb.asm");
    }
}
