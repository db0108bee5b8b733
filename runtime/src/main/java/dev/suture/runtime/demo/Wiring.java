// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Who finds whom where, decided before anything starts, so that all can start at once.
 *
 * @param folder everything the run leaves on disk is in it
 * @param gateway where the gateway will serve, ending in a slash
 * @param repository where the repository will serve, ending in a slash
 * @param brokerPort where the broker will listen
 */
record Wiring(Path folder, URI gateway, URI repository, int brokerPort) {
    static final String PRODUCT = "gateway";
    static final String BASE = "5.2.0";
    static final String DEVICE = "demo";
    private static final String TOPICS = "suture/v1/" + PRODUCT + "/";

    /** Picks the ports. */
    static Wiring choose(Path folder, RandomGenerator random) throws IOException {
        FreePorts ports = new FreePorts(random);
        Set<Integer> picked = new LinkedHashSet<>();
        while (picked.size() < 3) {
            picked.add(ports.pick());
        }
        Iterator<Integer> port = picked.iterator();
        return new Wiring(folder, address(port.next()), address(port.next()), port.next());
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The folder the repository serves. */
    Path served() {
        return vendor().resolve("repository");
    }

    String broker() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    /** The gateway's state root. */
    Path root() {
        return folder.resolve("gateway");
    }

    /** Where the vendor keeps keys and drafts. */
    Path vendor() {
        return folder.resolve("vendor");
    }

    Path secret() {
        return folder.resolve("secret");
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    String notifyTopic() {
        return TOPICS + "b/" + BASE + "/notify";
    }

    String eventTopic() {
        return TOPICS + "d/" + DEVICE + "/event";
    }

    String stateTopic() {
        return TOPICS + "d/" + DEVICE + "/state";
    }
}
