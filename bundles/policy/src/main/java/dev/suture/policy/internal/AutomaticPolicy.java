// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
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

    /** What the owner decides. */
    @ObjectClassDefinition(name = "Suture automatic installation", description = "Whether security patches install by themselves, and when they may relaunch the gateway.")
    @interface Config {
        /** Whether patches install by themselves. */
        @AttributeDefinition(description = "Off: every patch waits until this is switched on again")
        boolean enabled() default true;

        /** When a patch may relaunch the gateway. */
        @AttributeDefinition(description = "When a patch may stop the gateway and boot it anew: consent (when a person at the device agrees), never, or by itself between two times of the day, e.g. 02:00-04:00")
        String relaunch() default "consent";
    }

    /** Reads the configuration. A mistake in it keeps no live patch back, and relaunches nothing by itself. */
    @Activate
    public AutomaticPolicy(Config config, @Reference(service = LoggerFactory.class) Logger logger) {
        Optional<RelaunchRule> rule = RelaunchRule.parse(config.relaunch());
        if (rule.isEmpty()) {
            logger.warn("dev.suture.policy.automatic: relaunch is 'consent', 'never' or like '02:00-04:00', not '{}';"
                    + " taken for consent", config.relaunch());
        }
        automatic = new Automatic(config.enabled(), rule.orElse(new RelaunchRule.Consent()));
    }

    @Override
    public Decision decide(Step step, Offer offer, DeviceContext device) {
        return automatic.decide(offer, device);
    }
}
