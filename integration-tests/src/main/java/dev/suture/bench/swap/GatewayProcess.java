// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.runtime.demo.ChildJvm;
import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.launch.Home;
import dev.suture.tuf.json.MalformedException;

/** The gateway, seen from its parent. Used by one thread. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** As the demo's gateway: warm after seconds, which a short benchmark needs. */
    static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final String PLANTED = "planted";

    private final ChildJvm child;
    private final Exploit exploit;
    private boolean fixed;

    /** Starts it with all its files in {@code folder}. */
    GatewayProcess(Technique technique, Path folder, int port) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), PLANTED);
        exploit = new Exploit(URI.create("http://127.0.0.1:" + port + "/"), secret);
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Dsuture.home=" + Home.ofThisProcess().folder());
        child = new ChildJvm(new ChildJvm.Plan("gateway", options, GatewayMain.class.getName(),
                List.of(technique.name(), folder.resolve("root").toString(), Integer.toString(port)),
                folder.resolve("gateway.log"), true));
    }

    /** Waits until it serves. */
    void awaitServing() throws IOException, InterruptedException {
        Polling.await(PATIENCE, () -> {
            if (!child.isAlive()) {
                throw new IOException(child.describeEnd());
            }
            return exploit.isServed() ? Optional.of(true) : Optional.empty();
        }).orElseThrow(() -> new IOException("the gateway does not serve: " + child.describeEnd()));
        requireEffective();
    }

    /** Has it swap its library. @throws IOException if it does not come about */
    SwapNote swap() throws IOException {
        child.send("swap");
        try {
            SwapNote note = SwapNote.read(child.receive());
            fixed = !fixed;
            return note;
        } catch (MalformedException e) {
            throw new IOException("the gateway does not speak its own language", e);
        }
    }

    /** The proof that the version that should serve does: the exploit's own request. */
    void requireEffective() throws IOException, InterruptedException {
        String body = exploit.attempt().body();
        String expected = fixed ? exploit.template() : PLANTED;
        if (!body.equals(expected)) {
            throw new IOException("the swap is not effective: the exploit's request was answered with '" + body
                    + "' instead of '" + expected + "'");
        }
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
