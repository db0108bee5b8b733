// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;

/** What the demo is a demo of: the vendor's tools and the launcher. Called from several threads, each method once. */
interface Company {
    /**
     * Sets the vendor up: keys, and the base release {@code gateway 5.2.0}, published. Returns when a gateway can start.
     *
     * @param spoilt whether the content of the patch is to be damaged after it was signed
     */
    Vendor vendor(Wiring wiring, boolean spoilt) throws IOException;

    /** Starts a gateway on the base release, in a process of its own that ends with this one. */
    ChildJvm gateway(Wiring wiring) throws IOException;

    /** The vendor of the gateway's software. */
    interface Vendor {
        /** Signs, publishes and announces the patch. @return length of the announcement in bytes */
        long publish() throws IOException;
    }
}
