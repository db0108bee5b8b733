// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.URI;

/**
 * Who is there when the demo begins.
 *
 * @param gateway the gateway's process
 * @param address where it serves
 * @param exploit the attacker
 * @param secret what the attacker is after
 * @param load the requests that must not be lost
 * @param publisher the vendor
 */
record Cast(ChildJvm gateway, URI address, Exploit exploit, String secret, LoadProcess load, Publisher publisher) {
    /** The vendor of the gateway's software. */
    interface Publisher {
        /** Signs, publishes and announces the patch. @return length of the announcement in bytes */
        long publish() throws IOException;

        /** How many bytes of content its repository has sent so far. */
        long bytesServed();
    }
}
