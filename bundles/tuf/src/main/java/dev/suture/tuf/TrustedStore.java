// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.IOException;
import java.util.Optional;

/**
 * The port to the device's trusted files: one per role, unversioned, byte for byte as they were verified. Every change is
 * atomic and durable when the call returns. A role is named as its file is to be, without an extension: at most 200 of the
 * characters that are plain in URLs and {@code %}, and no two roles by one name.
 */
public interface TrustedStore {
    /** The two files of the floor. */
    enum Slot {
        A, B
    }

    /**
     * The root that was installed on the device out of band (TUF 5.2); it is never written here.
     *
     * @throws IOException if there is none, with a message that says how to install one
     */
    byte[] initialRoot() throws IOException;

    /** The trusted file of a role. */
    Optional<byte[]> find(String role) throws IOException;

    /** Makes {@code bytes} the trusted file of a role. */
    void save(String role, byte[] bytes) throws IOException;

    /** One of the two files of the floor. */
    Optional<byte[]> findFloor(Slot slot) throws IOException;

    /** Replaces one of the two files of the floor. */
    void saveFloor(Slot slot, byte[] bytes) throws IOException;

    /** The least versions that came with the updater, for the case that both files of the floor are lost. */
    default Backstop backstop() {
        return Backstop.NONE;
    }

    /** Forgets the trusted file of a role, if there is one. */
    void delete(String role) throws IOException;
}
