// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import dev.suture.tuf.RefreshObserver;
import dev.suture.verify.VerificationException;

/** Tells nobody: what happens at a place that was made up is no news of this device. */
enum Silence implements RefreshObserver {
    KEPT;

    @Override
    public void adopted(String role, long version) {
        // see above
    }

    @Override
    public void equivocation(String role) {
        // see above
    }

    @Override
    public void discarded(String role, VerificationException why) {
        // see above
    }
}
