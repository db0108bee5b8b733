// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;
import dev.suture.policy.Step;
import dev.suture.policy.UpdatePolicy;
import dev.suture.verify.Offer;

/** Registers the default policy; runs without a configuration. */
@Component(name = "dev.suture.policy.automatic", service = UpdatePolicy.class)
@Designate(ocd = AutomaticPolicy.Config.class)
public final class AutomaticPolicy implements UpdatePolicy {
    private final Automatic automatic;

    /** The one switch. */
    @ObjectClassDefinition(name = "Suture automatic installation", description = "Whether security patches install by themselves.")
    @interface Config {
        /** Whether patches install by themselves. */
        @AttributeDefinition(description = "Off: every patch waits until this is switched on again")
        boolean enabled() default true;
    }

    /** Reads the switch. */
    @Activate
    public AutomaticPolicy(Config config) {
        automatic = new Automatic(config.enabled());
    }

    @Override
    public Decision decide(Step step, Offer offer, DeviceContext device) {
        return automatic.decide(offer, device);
    }
}
