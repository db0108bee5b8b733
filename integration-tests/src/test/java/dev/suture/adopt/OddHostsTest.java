// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import dev.suture.house.ShippedFeature;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that have next to nothing, or that cannot be one. */
@Timeout(600)
class OddHostsTest {
    private static final String LIBRARY = "org.apache.commons.commons-text";
    private static final String LANG = "org.apache.commons.lang3";

    @TempDir
    Path folder;

    /** No HTTP, no Declarative Services, no Configuration Admin. */
    @ParameterizedTest
    @EnumSource
    void aBareHostIsBroughtWhatTheUpdaterNeeds(Host.Kind kind) throws Exception {
        List<Path> libraries = Host.bundles("demo").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("commons-")).toList();
        try (Surroundings around = new Surroundings(folder);
                Host host = new Host(kind, folder.resolve("host"), libraries, List.of())) {
            host.start();
            Guide guide = around.guide("");
            guide.follow("Before", host);
            guide.follow("1 Take an inventory", host);
            guide.follow("2 Make a base release of it", host);
            assertEquals(List.of(), guide.follow("3 Adopt", host));
            assertTrue(around.log().contains("the host has no HTTP Whiteboard"), around::log);
            guide.follow("4 Patch it", host);
            around.status("phase", "confirmed");
            assertEquals(List.of("1.10.0"), host.active(LIBRARY));

            assertEquals(List.of(), around.drift(0));
            host.say("update " + LANG + " " + ShippedFeature.jar(lang()));
            assertEquals(List.of("the host runs " + LANG + " 3.18.0 of its own instead of " + LANG + " 3.12.0"),
                    around.drift(1));
            host.say("stop dev.suture.guest");
            assertEquals(List.of("1.10.0"), host.active(LIBRARY), "what is confirmed stays");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatAllowsNoTwoVersionsIsRefused(Host.Kind kind) throws Exception {
        assertTrue(refusal(kind, "org.osgi.framework.bsnversion=single")
                .contains(
                        "org.osgi.framework.bsnversion is single, which allows no two versions side by side; set it"));
    }

    @Test
    void aHostWithoutHooksIsRefused() throws Exception {
        String refusal = refusal(Host.Kind.FELIX, "org.osgi.framework.system.packages="
                + "org.osgi.framework;version=1.10,org.osgi.framework.startlevel;version=1.0,"
                + "org.osgi.framework.wiring;version=1.2,org.osgi.resource;version=1.0,org.osgi.dto;version=1.1");
        assertTrue(refusal.contains("org.osgi.framework.hooks."), refusal);
    }

    /** What the console answers. */
    private String refusal(Host.Kind kind, String property) throws Exception {
        try (Surroundings around = new Surroundings(folder);
                Host host = new Host(kind, folder.resolve("host"), List.of(), List.of(property))) {
            host.start();
            around.guide("").follow("Before", host);
            return String.join("\n", around.guide("").follow("1 Take an inventory", host));
        }
    }

    private static String lang() {
        return "org.apache.commons:commons-lang3:" + System.getProperty("suture.lang");
    }
}
