// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.suture.publish.PublishException;
import dev.suture.publish.Publisher;
import dev.suture.runtime.Main;
import dev.suture.runtime.launch.Home;

/** The real thing: keys, base and patch by the publisher's library, the gateway by the launcher. */
public final class SutureCompany implements Company {
    private static final List<String> FEATURES = List.of("gateway", "http", "demo");
    /** Quick to start, and room for the connections that pile up on a starved machine. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-Xshare:auto");

    private final Home home;
    private final Clock clock;

    /** Takes features and bundles from {@code home}. */
    public SutureCompany(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Vendor vendor(Wiring wiring, Sabotage sabotage) throws IOException {
        try {
            Publisher.init(wiring.vendor(), Wiring.PRODUCT, clock, new SecureRandom());
            Path trust = Files.createDirectories(wiring.root().resolve("trust"));
            Files.copy(Publisher.status(wiring.vendor()).root(), trust.resolve("root.json"));
            return new SutureVendor(wiring, home, clock, sabotage);
        } catch (PublishException e) {
            throw new IOException("the vendor cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public ChildJvm gateway(Wiring wiring) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Dsuture.home=" + home.folder());
        return new ChildJvm(new ChildJvm.Plan("gateway", options, Main.class.getName(), List.of(start(wiring)),
                wiring.log("gateway"), false));
    }

    /** The command line of the gateway's first start. */
    String[] start(Wiring wiring) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--exit-with-parent", "--root",
                wiring.root().toString(), "--product", Wiring.PRODUCT, "--base", Wiring.BASE, "--device",
                Wiring.DEVICE));
        for (String feature : FEATURES) {
            arguments.addAll(List.of("--feature", feature));
        }
        arguments.addAll(List.of("--feature", DemoFeature.write(wiring).toString()));
        return arguments.toArray(String[]::new);
    }

    @Override
    public Operator operator(Wiring wiring) {
        return new LocalOperator(wiring.root());
    }

    /** The names and the file of every feature of the base release. */
    static List<String> features(Wiring wiring) {
        List<String> all = new ArrayList<>(FEATURES);
        all.add(DemoFeature.file(wiring).toString());
        return all;
    }
}
