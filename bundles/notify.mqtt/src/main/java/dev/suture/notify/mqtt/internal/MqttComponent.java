// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.notify.NotificationListener;
import dev.suture.notify.Notifier;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Reporter;
import dev.suture.tuf.tls.TlsFiles;

/** Wires the MQTT connection of this device; only there when a broker is configured. */
@Component(name = "dev.suture.notify.mqtt", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = {
        Notifier.class, Reporter.class})
@Designate(ocd = MqttComponent.Config.class)
public final class MqttComponent implements Notifier, Reporter {
    /** A swap of this bundle, or a short outage, is over before anybody is told that the device is gone. */
    private static final Duration WILL_DELAY = Duration.ofSeconds(5);
    /** The doors of the device may be closed meanwhile; what is left ends by itself. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(150);

    private final SingleThread timeline;
    private final Announcements announcements;
    private final Supervisor supervisor;
    private final String address;

    /** The broker. */
    @ObjectClassDefinition(name = "Suture MQTT", description = "The broker that pushes announcements to this device "
            + "and takes its state.")
    @interface Config {
        /** Its address. */
        @AttributeDefinition(description = "ssl://host:port, or tcp://host:port")
        String broker();

        /** Whom to trust. */
        @AttributeDefinition(description = "For ssl: a file with the certificates (PEM) of the authorities that may sign "
                + "the broker's")
        String trust() default "";

        /** Who this device is. */
        @AttributeDefinition(description = "For ssl with certificates on both sides: a file with this device's (PEM)")
        String certificate() default "";

        /** Its key. */
        @AttributeDefinition(description = "A file with the private key of that certificate (PEM, PKCS#8, unencrypted)")
        String key() default "";

        /** Both in one file. */
        @AttributeDefinition(description = "Instead of the two: a file with both (PKCS#12)")
        String keystore() default "";

        /** What opens it. */
        @AttributeDefinition(description = "A file with the password of that file, one line")
        String keystorePassword() default "";

        /** A user. */
        @AttributeDefinition(description = "A file with user name and password for the broker, one line each")
        String credentials() default "";

        /** What all topics begin with. */
        @AttributeDefinition(description = "What all topics begin with")
        String prefix() default "suture/v1";
    }

    /** @throws IllegalArgumentException if the configuration or the device's names are wrong; the message says which */
    @Activate
    public MqttComponent(Config config, BundleContext context, @Reference(service = LoggerFactory.class) Logger log) {
        Topics topics = new Topics(config.prefix(), property(context, "suture.product"),
                property(context, "suture.base"), property(context, "suture.device"));
        Broker broker = broker(config);
        if (broker.showsPassword()) {
            log.warn("MQTT: user and password go to {} unencrypted; use ssl://", broker.address());
        }
        PahoTransport transport = new PahoTransport(broker, topics.device(), WILL_DELAY,
                line -> log.warn("MQTT: {}", line));
        address = transport.address();
        timeline = new SingleThread("suture-mqtt", log);
        announcements = new Announcements(timeline, log);
        SecureRandom random = new SecureRandom();
        Backoff backoff = new Backoff(random, Backoff.MIN, Backoff.MAX);
        supervisor = new Supervisor(new Supervisor.Ports(transport, timeline, backoff, random, log), topics,
                announcements::accept);
        Succession.await(context, supervisor::start);
    }

    private static Broker broker(Config config) {
        return new Broker(Broker.parse(Optional.ofNullable(config.broker()).orElse("")), new TlsFiles(config.trust(),
                config.certificate(), config.key(), config.keystore(), config.keystorePassword()),
                config.credentials());
    }

    private static String property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).orElseThrow(
                () -> new IllegalArgumentException("the framework property " + name + " is not set"));
    }

    @Deactivate
    void deactivate() {
        supervisor.stop();
        timeline.await(STOP_LIMIT);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(NotificationListener listener) {
        announcements.add(listener);
    }

    void unbindListener(NotificationListener listener) {
        announcements.remove(listener);
    }

    @Override
    public String describe() {
        String why = supervisor.trouble().map(": "::concat).orElse("");
        return "MQTT broker " + address + ", " + (isConnected() ? "connected" : "not connected" + why);
    }

    @Override
    public boolean isConnected() {
        return supervisor.isUp();
    }

    @Override
    public void report(DeviceState state) {
        supervisor.state(Reports.state(state));
    }

    @Override
    public void report(DeviceEvent event) {
        supervisor.event(Reports.event(event));
    }
}
