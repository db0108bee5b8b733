// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;

/** What the demo is a demo of: the vendor's tools and the launcher. */
interface Company {
    /**
     * Sets the vendor up: keys, an empty repository, and the gateway's trust in it. The gateway may have started by then.
     *
     * @param spoilt whether the content of the patch is to be damaged after it was signed
     */
    Vendor vendor(Wiring wiring, boolean spoilt) throws IOException;

    /** Starts a gateway on the base release, in a process of its own that ends with this one. */
    ChildJvm gateway(Wiring wiring) throws IOException;

    /** The vendor of the gateway's software. */
    interface Vendor {
        /** Signs and publishes the base release. */
        void publishBase() throws IOException;

        /** Signs and publishes the patch. */
        void publishPatch() throws IOException;

        /** Announces it. @return length of the announcement in bytes */
        long announce() throws IOException;
    }
}
