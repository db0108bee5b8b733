// SPDX-License-Identifier: Apache-2.0
package dev.suture.report;

import org.osgi.annotation.versioning.ProviderType;

/** Carries what the device says of itself to the outside. Its calls return at once and throw nothing. */
@ProviderType
public interface Reporter {
    /** Takes the newest state; an older one that has not left yet is dropped. */
    void report(DeviceState state);

    /** Takes one event. */
    void report(DeviceEvent event);
}
