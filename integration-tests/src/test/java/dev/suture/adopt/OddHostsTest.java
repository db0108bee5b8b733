// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.suture.house.House;
import dev.suture.runtime.demo.Rebuild;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that have next to nothing, that are killed, or that cannot be one. */
@Timeout(600)
class OddHostsTest {
    private static final String LIBRARY = "org.apache.commons.commons-text";
    private static final String VERIFY = "dev.suture.verify";
    private static final String LANG = "org.apache.commons.lang3";

    @TempDir
    Path folder;

    /** No HTTP, no Declarative Services, no Configuration Admin. */
    @ParameterizedTest
    @EnumSource
    void aBareHostIsBroughtWhatTheUpdaterNeeds(Host.Kind kind) throws Exception {
        try (Surroundings around = new Surroundings(folder); Host host = bare(kind)) {
            Guide guide = adopt(host, around);
            assertTrue(around.log().contains("the host has no HTTP Whiteboard"), around::log);
            guide.follow("4 Patch it", host);
            around.status("phase", "confirmed");
            assertEquals(List.of("1.10.0"), host.active(LIBRARY));

            patchTheUpdater(guide);
            around.status("label", "5.2.0 (b)");
            around.status("phase", "confirmed");
            assertEquals(List.of("0.1.1"), host.active(VERIFY));

            host.stop();
            host.start();
            around.status("label", "5.2.0 (b)");
            assertEquals(List.of(), around.drift(0));
            host.say("update " + LANG + " " + Surroundings.lang());
            assertEquals(List.of("the host runs " + LANG + " 3.18.0 of its own instead of " + LANG + " 3.12.0"),
                    around.drift(1));
            host.say("stop dev.suture.guest");
            assertEquals(List.of("1.10.0"), host.active(LIBRARY), "what is confirmed stays");
            assertEquals(List.of(), host.active(VERIFY), "the updater goes");
        }
    }

    /** The library that is only copied, because it is wired to what changes, is the same bundle twice until then. */
    @ParameterizedTest
    @EnumSource
    void aTrialThatIsKilledLeavesNothingBehind(Host.Kind kind) throws Exception {
        try (Surroundings around = new Surroundings(folder, 600); Host host = bare(kind)) {
            Guide guide = adopt(host, around);
            publish(guide, "--jar commons-lang3-3.18.0.jar");
            around.status("phase", "trial");
            assertEquals(List.of("3.18.0"), host.active(LANG));

            host.kill();
            host.start();
            assertEquals("5.2.0", around.status("phase", "reverted").get("label").getAsString());
            assertEquals(List.of("3.12.0"), host.active(LANG));
            assertEquals(List.of("1.9.0"), host.active(LIBRARY));
            assertEquals(List.of(), around.drift(0));

            guide.run("runtime/suture retry --root /var/lib/suture");
            around.status("phase", "trial");
            host.say("stop dev.suture.guest");
            assertEquals(List.of("3.12.0"), host.active(LANG), "nobody could take it back any more");
            assertEquals(List.of("1.9.0"), host.active(LIBRARY));
        }
    }

    /** The last thing an adoption writes is which generation runs. */
    @ParameterizedTest
    @EnumSource
    void anAdoptionThatWasCutOffIsBegunAgain(Host.Kind kind) throws Exception {
        try (Surroundings around = new Surroundings(folder); Host host = bare(kind)) {
            adopt(host, around);
            host.stop();
            Files.delete(around.root().resolve("current.json"));
            Files.deleteIfExists(around.root().resolve("journal/script.log"));
            host.start();
            assertEquals("5.2.0", around.status("generation", "2").get("label").getAsString());
            assertEquals(1, host.active(VERIFY).size());
            assertEquals(List.of(), around.drift(0));
        }
    }

    private Host bare(Host.Kind kind) throws Exception {
        Host host = new Host(kind, folder.resolve("host"), Host.bundles("demo").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("commons-")).toList(),
                // Equinox writes down what is installed 30 s later, if nobody tells it not to.
                List.of("eclipse.stateSaveDelayInterval=0"));
        host.start();
        return host;
    }

    private static Guide adopt(Host host, Surroundings around) throws Exception {
        Guide guide = around.guide("");
        guide.follow("Before", host);
        guide.follow("1 Take an inventory", host);
        guide.follow("2 Make a base release of it", host);
        assertEquals(List.of(), guide.follow("3 Adopt", host));
        return guide;
    }

    private void patchTheUpdater(Guide guide) throws Exception {
        new Rebuild(House.bundle("verify").jar(), false).write(folder.resolve("verify.jar"));
        publish(guide, "--jar commons-text-1.10.0.jar --jar /tmp/verify.jar");
    }

    private static void publish(Guide guide, String jars) throws Exception {
        guide.run("runtime/suture patch /srv/acme --base 5.2.0 --advisory /tmp/advisory.json " + jars);
        guide.run("runtime/suture announce /srv/acme --base 5.2.0 --broker tcp://127.0.0.1:1883");
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
}
