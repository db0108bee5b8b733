// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.notify.Notification;
import dev.suture.notify.NotificationListener;

/** Wires the agent. Its one reference is to what only a relaunch changes; stages it takes from the registry, use by use. */
@Component(name = "dev.suture.agent", immediate = true)
@Designate(ocd = AgentComponent.Config.class)
public final class AgentComponent implements NotificationListener {
    /** How patient the agent is. */
    @ObjectClassDefinition(name = "Suture agent", description = "How patient the agent is.")
    @interface Config {
        @AttributeDefinition(description = "How long the health gates have to hold before a patch is accepted.", min = "0")
        int watchSeconds() default 60;

        @AttributeDefinition(description = "How long requests older than the switch may still run.", min = "0")
        int lingerSeconds() default 30;

        @AttributeDefinition(description = "The time between two checks without a notification.", min = "10")
        int pollSeconds() default 3600;

        @AttributeDefinition(description = "By how much of it a check may come earlier or later.", min = "0", max = "100")
        int pollJitterPercent() default 20;

        @AttributeDefinition(description = "The window after start in which the first check falls.", min = "0")
        int firstPollSeconds() default 30;

        @AttributeDefinition(description = "Whether a local operator may take a patch off again.")
        boolean removal() default true;
    }

    private static final Path KERNEL_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final BundleContext context;
    private final Agent agent;
    private final ServiceListener arrivals;

    @Activate
    public AgentComponent(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.context = context;
        Path root = Path.of(property(context, "suture.root")).toAbsolutePath();
        ServiceStages stages = new ServiceStages(context, new Provenance(root));
        Log log = new ServiceLog(logger);
        World world = new World(root, stages, new SystemTime(),
                new SplittableRandom(), log);
        String bootId = property(context, Constants.FRAMEWORK_UUID);
        Identity identity = new Identity(property(context, "suture.device"), property(context, "suture.product"),
                bootId, machineBoot(bootId));
        this.agent = new Agent(world, identity, settings(config, log));
        this.arrivals = stages.listen(agent::arrived);
        agent.start();
    }

    /** Returns at once, on whatever thread: the agent's own may be the one that drives this stop. */
    @Deactivate
    void deactivate() {
        context.removeServiceListener(arrivals);
        agent.close();
    }

    @Override
    public void notified(Notification notification) {
        agent.notified(notification);
    }

    /** Where the system does not say, every start of the framework may follow a power cut. */
    private static String machineBoot(String bootId) {
        try {
            return Files.readString(KERNEL_BOOT).strip();
        } catch (IOException e) {
            return bootId;
        }
    }

    static Settings settings(Config config, Log log) {
        Settings usual = Settings.DEFAULT;
        Settings.Polls polls = new Settings.Polls(
                seconds("pollSeconds", config::pollSeconds, usual.polls().every(), log),
                number("pollJitterPercent", config::pollJitterPercent, (int) (usual.polls().jitter() * 100), log)
                        / 100.0,
                seconds("firstPollSeconds", config::firstPollSeconds, usual.polls().first(), log));
        return new Settings(seconds("watchSeconds", config::watchSeconds, usual.watch(), log),
                seconds("lingerSeconds", config::lingerSeconds, usual.linger(), log), polls, usual.ask(),
                config.removal());
    }

    private static Duration seconds(String name, IntSupplier value, Duration usual, Log log) {
        return Duration.ofSeconds(number(name, value, (int) usual.toSeconds(), log));
    }

    /** Declarative Services fails when a value is read that is no number; that must not keep a device unpatched. */
    private static int number(String name, IntSupplier value, int usual, Log log) {
        try {
            return value.getAsInt();
        } catch (RuntimeException e) {
            log.warn("the setting " + name + " is not a whole number; going on with " + usual);
            return usual;
        }
    }

    private static String property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).orElseThrow(() -> new IllegalStateException(
                "the framework property " + name
                        + " is not set; the launcher sets it from the gateway's configuration"));
    }
}
