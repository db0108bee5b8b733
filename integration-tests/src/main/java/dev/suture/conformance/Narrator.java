// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.PrintWriter;

import dev.suture.tuf.RefreshObserver;
import dev.suture.verify.VerificationException;

/** Tells what is odd, though it does not end the call. */
record Narrator(PrintWriter out) implements RefreshObserver {
    @Override
    public void adopted(String role, long version) {
        // Seen in the metadata folder.
    }

    @Override
    public void equivocation(String role) {
        out.println("client: another " + role + " of the same version; the trusted one stays");
    }

    @Override
    public void discarded(String role, VerificationException why) {
        out.println("client: passed over: " + why.getMessage());
    }
}
