// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the demo is a demo of: the vendor's tools, the launcher, and what a person at the device sees. */
interface Company {
    /** Sets the vendor up: keys, an empty repository, and the gateway's trust in it. The gateway may have started by then. */
    Vendor vendor(Wiring wiring, Sabotage sabotage) throws IOException;

    /** Starts a gateway on the base release, in a process of its own that ends with this one. */
    ChildJvm gateway(Wiring wiring) throws IOException;

    /** A person at the gateway that was started. */
    Operator operator(Wiring wiring);

    /** The vendor of the gateway's software. */
    interface Vendor {
        /** Signs and publishes the base release. */
        void publishBase() throws IOException;

        /** Signs and publishes a level. @return the files that hold its content, for whoever wants to tamper with them */
        List<Path> publish(Level level) throws IOException;

        /** The announcement of the newest level. */
        byte[] announcement() throws IOException;
    }

    /** Asks the device at its local control. */
    interface Operator {
        /** Has it look for news now. */
        void checkNow() throws IOException;

        /** What came of its last look for news, in its words. */
        String lastCheck() throws IOException;
    }
}
