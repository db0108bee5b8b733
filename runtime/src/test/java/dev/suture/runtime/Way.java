// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/** A way that a patch can go on a device, and how it ends there whatever happens on the way. */
enum Way {
    SWAPPED(true, gateways -> List.of(Home.ofThisProcess().jar(text("1.10.0")))),

    UPDATED_ITSELF(true, gateways -> List.of(gateways.reissued("dev.suture.agent"),
            gateways.reissued("dev.suture.activate"), gateways.reissued("dev.suture.stage"),
            gateways.reissued("dev.suture.verify"))),

    UNDONE(false, gateways -> List.of(Vendor.reissue(Home.ofThisProcess().jar(text("1.10.0")), "1.10.1",
            gateways.folder.resolve("lame.jar"), "Bundle-Activator: nobody.has.This"))),

    TAKEN_BACK(false, gateways -> List.of(Quirk.give(Home.ofThisProcess().jar(text("1.10.0")),
            Quirk.Kind.STOPS, "1.10.2", gateways.folder.resolve("stops.jar")))),

    RELAUNCHED(true, gateways -> List.of(Gateways.shipped("org.apache.felix.eventadmin"))),

    RELAUNCHED_AND_TAKEN_BACK(false, gateways -> List.of(Vendor.reissue(Gateways
            .shipped("org.apache.felix.metatype"), "1.9.0", gateways.folder.resolve("bad.jar"),
            "Require-Capability: nobody.has.this")));

    /** The software of the gateway, whose library has a hole; and its owner lets it relaunch itself at any time. */
    private static final String GATEWAY = """
            {"feature-resource-version": "1.0", "id": "com.acme:gateway:1.0.0",
             "bundles": [{"id": "org.apache.commons:commons-lang3:3.12.0", "bundleStartLevel": 20},
                         {"id": "org.apache.commons:commons-text:1.9", "bundleStartLevel": 20}],
             "configurations": {"dev.suture.policy.automatic": {"relaunch": "00:00-00:00"}}}
            """;

    /** For how many seconds a trial is watched; what is bad about a patch shows in the longer time. */
    private static final int SHORT = 1;
    private static final int LONG = 5;

    /** Whether it is accepted in the end; else it is taken back and not tried again. */
    final boolean good;
    private final Patch patch;

    private interface Patch {
        List<Path> jars(Gateways gateways) throws IOException;
    }

    Way(boolean good, Patch patch) {
        this.good = good;
        this.patch = patch;
    }

    /** A vendor that has published the base release. */
    Gateways base(Path folder) throws Exception {
        Path feature = Files.writeString(folder.resolve("gateway.json"), GATEWAY);
        return new Gateways(folder, good ? SHORT : LONG, 0, "core", feature.toString());
    }

    /** Publishes the patch. */
    void publish(Gateways gateways) throws Exception {
        gateways.vendor.patch(Gateways.BASE, patch.jars(gateways).toArray(Path[]::new));
    }

    private static Coordinates text(String version) {
        return new Coordinates("org.apache.commons", "commons-text", version);
    }
}
