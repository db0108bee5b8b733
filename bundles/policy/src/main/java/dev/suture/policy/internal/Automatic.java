// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import java.time.Duration;
import java.time.ZoneId;

import dev.suture.patch.Terms;
import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;
import dev.suture.verify.Offer;

/**
 * Decides by the terms of the patch and what the owner has set.
 *
 * @param enabled whether patches install by themselves
 * @param relaunch when a patch may relaunch the gateway
 */
record Automatic(boolean enabled, RelaunchRule relaunch) {
    /** How long an answer that only a person can change holds before it is asked for again. */
    static final Duration ASK_AGAIN = Duration.ofHours(1);

    /** Decides on any step alike: what may not be installed need not be downloaded either. */
    Decision decide(Offer offer, DeviceContext device) {
        if (!enabled) {
            return Decision.defer(device.now().plus(ASK_AGAIN), "automatic installation is off");
        }
        Terms terms = offer.patch().terms();
        if (terms.consent() == Terms.Consent.REQUIRED && !device.consented()) {
            return Decision.defer(device.now().plus(ASK_AGAIN), "waits for consent; agree with: suture consent");
        }
        return terms.mode() == Terms.Mode.RELAUNCH
                ? relaunch.decide(device, ZoneId.systemDefault())
                : Decision.proceed();
    }
}
