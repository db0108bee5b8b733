// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/** A publisher, whose base release has the Event Admin and the framework before those that are shipped, and its gateways. */
final class Gateways implements Closeable {
    static final String BASE = "5.2.0";

    final Path folder;
    final Path root;
    final Vendor vendor;
    private final List<String> features = new ArrayList<>();
    private final Deque<Closeable> opened = new ArrayDeque<>();

    /** Publishes the base release of these features. @param watchSeconds how long a trial is watched */
    Gateways(Path folder, int watchSeconds, int port, String... features) throws Exception {
        this.folder = folder;
        this.root = folder.resolve("root");
        vendor = new Vendor(folder.resolve("vendor"));
        opened.push(vendor);
        Homes homes = new Homes(folder.resolve("home"));
        homes.replace("org.apache.felix:org.apache.felix.eventadmin", before("org.apache.felix.eventadmin"));
        homes.replace("org.apache.felix:org.apache.felix.framework", before("org.apache.felix.framework"));
        this.features.addAll(List.of(features));
        this.features.add(Station.site(folder.resolve("site.json"), vendor, watchSeconds, port).toString());
        vendor.base(BASE, homes.home(), this.features);
    }

    /** Starts the gateway. @param attended whether it is started again for a relaunch */
    Station start(boolean attended) throws Exception {
        Station station = new Station(root, folder.resolve("home"), attended,
                Station.firstStart(vendor, BASE, features));
        opened.push(station);
        return station;
    }

    /** The real release before the one that is shipped. */
    static Path before(String artifact) {
        return Path.of("target/before", artifact + "-" + version(artifact, ".before") + ".jar");
    }

    static Path shipped(String artifact) {
        return Home.ofThisProcess()
                .jar(Coordinates.parse("org.apache.felix:" + artifact + ":" + version(artifact, "")));
    }

    static String version(String artifact, String which) {
        return System.getProperty(artifact.replace("org.apache.", "") + which + ".version");
    }

    /** One of our bundles in its next release. */
    Path reissued(String bundle, String... headers) throws IOException {
        Path jar = Home.ofThisProcess().jar(Coordinates.parse("dev.suture:" + bundle + ":0.1.0"));
        return Vendor.reissue(jar, "0.1.1", folder.resolve(bundle + "-0.1.1.jar"), headers);
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
