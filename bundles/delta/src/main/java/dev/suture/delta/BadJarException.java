// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import java.io.IOException;

/** A file that is refused as a jar or as a bundle; the message is one line for a person. */
public final class BadJarException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why a file is refused. */
    public enum Fault {
        /** No zip file, or one that is cut or damaged. */
        NOT_A_ZIP,
        /** Two entries have one name. */
        DUPLICATE_NAME,
        /** A name that leads out of the jar or can be read in two ways. */
        UNSAFE_NAME,
        /** A link or a device. */
        SPECIAL_FILE,
        /** Encrypted, or compressed by a method a jar does not use. */
        UNREADABLE,
        /** The parts of the file tell different stories. */
        INCONSISTENT,
        /** The content is not what its size and checksum say. */
        WRONG_CONTENT,
        /** Larger than the limits. */
        TOO_LARGE,
        /** A jar without the manifest of an OSGi bundle. */
        NOT_A_BUNDLE
    }

    private final Fault fault;

    /** A refusal; {@code detail} is one line without bytes of the file. */
    public BadJarException(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    /** A refusal caused by {@code cause}. */
    public BadJarException(Fault fault, String detail, Throwable cause) {
        super(detail, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
