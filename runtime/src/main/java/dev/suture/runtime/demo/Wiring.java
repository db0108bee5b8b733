// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Who finds whom where, decided before anything starts, so that all can start at once.
 *
 * @param folder everything the run leaves on disk is in it
 * @param gateway where the gateway will serve, ending in a slash
 * @param repository where the repository serves, ending in a slash
 * @param brokerPort where the broker will listen
 */
record Wiring(Path folder, URI gateway, URI repository, int brokerPort) {
    static final String PRODUCT = "gateway";
    static final String BASE = "5.2.0";
    static final String DEVICE = "demo";
    private static final String TOPICS = "suture/v1/" + PRODUCT + "/";

    /** Picks the ports that are still open; {@code repository} serves already. */
    static Wiring choose(Path folder, URI repository, RandomGenerator random) throws IOException {
        FreePorts ports = new FreePorts(random);
        int http = ports.pick();
        int mqtt = ports.pick();
        while (mqtt == http) {
            mqtt = ports.pick();
        }
        return new Wiring(folder, URI.create("http://127.0.0.1:" + http + "/"), repository, mqtt);
    }

    /** The folder the repository serves; made if it is not there. */
    static Path served(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("repository"));
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

    String eventTopic() {
        return TOPICS + "d/" + DEVICE + "/event";
    }

    String stateTopic() {
        return TOPICS + "d/" + DEVICE + "/state";
    }
}
