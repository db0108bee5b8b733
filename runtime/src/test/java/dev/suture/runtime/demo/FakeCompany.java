// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.util.List;

/** A company whose vendor tells its gateway over the back door what to do. */
final class FakeCompany implements Company {
    private boolean spoilt;
    private ChildJvm gateway;

    @Override
    public Vendor vendor(Wiring wiring, boolean spoilPatch) {
        spoilt = spoilPatch;
        return () -> {
            gateway.send(spoilt ? "s" : "p");
            return 1000;
        };
    }

    @Override
    public ChildJvm gateway(Wiring wiring) throws IOException {
        gateway = new ChildJvm(new ChildJvm.Plan("gateway", List.of("-XX:TieredStopAtLevel=1"),
                FakeGateway.class.getName(), List.of(Integer.toString(wiring.gateway().getPort()), wiring.broker()),
                wiring.log("gateway")));
        return gateway;
    }

    /** The process, to see that it has gone. */
    long pid() {
        return gateway.pid();
    }
}
