// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify;

import org.osgi.annotation.versioning.ProviderType;

/** A source of hints: it calls every {@link NotificationListener} service it can see. */
@ProviderType
public interface Notifier {
    /** Where hints come from and whether that way is open, for a person: one line without secrets. Never blocks. */
    String describe();

    /** Whether hints can arrive at this moment. Never blocks. */
    boolean isConnected();
}
