// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import dev.suture.verify.VerificationException;

/** Learns what a refresh does, for logs and events; called on the thread of the refresh, and throws nothing. */
public interface RefreshObserver {
    /** A file of a role was verified and saved. */
    void adopted(String role, long version);

    /** Two timestamps of one version with different bytes; the trusted one was kept. */
    void equivocation(String role);

    /** One of the device's own trusted files was not usable and is passed over. */
    void discarded(String role, VerificationException why);
}
