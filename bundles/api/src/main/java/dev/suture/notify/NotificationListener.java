// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify;

import org.osgi.annotation.versioning.ProviderType;

/** Takes hints; registered as a service by the agent. */
@ProviderType
public interface NotificationListener {
    /** Takes one hint. Returns at once, throws nothing, may be called from any thread. */
    void notified(Notification notification);
}
