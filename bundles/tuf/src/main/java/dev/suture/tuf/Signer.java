// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

/** Makes signatures with one private key, wherever that lies. Safe for use by several threads. */
public interface Signer {
    /** The public half. */
    Key key();

    /** The signature over {@code message}, as the key's scheme defines it. */
    byte[] sign(byte[] message);
}
