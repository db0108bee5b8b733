// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A company whose vendor tells its gateway over the back door what to do. */
final class FakeCompany implements Company {
    private boolean spoilt;
    private ChildJvm gateway;

    @Override
    public Vendor vendor(Wiring wiring, boolean spoilPatch) throws IOException {
        spoilt = spoilPatch;
        Files.createDirectories(wiring.served());
        return new FakeVendor();
    }

    @Override
    public ChildJvm gateway(Wiring wiring) throws IOException {
        gateway = new ChildJvm(new ChildJvm.Plan("gateway", List.of("-XX:TieredStopAtLevel=1"),
                FakeGateway.class.getName(), List.of(Integer.toString(wiring.gateway().getPort()), wiring.broker()),
                wiring.log("gateway"), false));
        return gateway;
    }

    /** The process, to see that it has gone. */
    long pid() {
        return gateway.pid();
    }

    private final class FakeVendor implements Vendor {
        @Override
        public void publishBase() {
            // The fake gateway asks for none.
        }

        @Override
        public void publishPatch() {
            // Nor for this.
        }

        @Override
        public long announce() throws IOException {
            gateway.send(spoilt ? "s" : "p");
            return 1000;
        }
    }
}
