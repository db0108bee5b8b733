// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.suture.notify.Notification;

/**
 * The agent, put together. {@link #start} and {@link #close} return at once: the thread ends soon after it was told to, and
 * is not waited for, since it may be the one that drives the swap of this very agent. Safe for use by several threads.
 */
final class Agent implements AutoCloseable {
    private static final long HISTORY = 1024 * 1024;

    private final World world;
    private final Inbox inbox = new Inbox();
    private final Cancellation cancellation = new Cancellation();
    private final Asking asking;
    private final ControlCommands commands;
    private final ControlSocket socket;
    private final Engine engine;
    private final AtomicBoolean started = new AtomicBoolean();

    Agent(World world, Identity identity, Settings settings) {
        this.world = world;
        this.asking = new Asking(settings.ask());
        Chance chance = new Chance(world.random());
        Device device = new Device(world.stages());
        History history = new History(world.root(), HISTORY);
        Chronicle chronicle = new Chronicle(new ProgressFile(world.root(), world.log()), history, new Advance(chance),
                new Voice(device, world.stages(), world.log()), world.time(), world.log());
        Agenda agenda = new Agenda(settings, chance, world.time());
        Quarantine quarantine = new Quarantine(world.root());
        Fetched fetched = new Fetched();
        StatusFormat status = new StatusFormat(identity, world, device, chronicle, agenda, quarantine, fetched);
        this.commands = new ControlCommands(status, chronicle, inbox,
                new WayBack(world, device, history, settings.removal()));
        this.socket = new ControlSocket(world.root(), commands, world.log());
        Attendance attendance = new Attendance(inbox, chronicle, socket);
        HealthGates gates = new HealthGates(world, asking, cancellation,
                new Qualification(world, device, cancellation));
        Inquest inquest = new Inquest(world, identity, settings.watch(), gates, quarantine, chronicle);
        Switching switching = new Switching(world, cancellation, device, inquest);
        Course course = new Course(cancellation, device, chronicle,
                new Course.Crew(new Questions(world, identity, policies(), gates, chronicle),
                        new Staging(world.stages(), cancellation, fetched), switching,
                        new Trial(world, settings, cancellation, gates, switching, chronicle)),
                attendance);
        this.engine = new Engine(world, cancellation, identity.bootId(), inbox, agenda,
                new Engine.Crew(device, chronicle, new Resuming(world, chronicle, inquest, course), course,
                        new Checks(world, device, chronicle, agenda, quarantine, course),
                        new Tidying(world, chronicle, inbox), attendance));
    }

    private Policies policies() {
        return new Policies(world.stages(), asking, cancellation);
    }

    /** Starts the thread. */
    void start() {
        if (started.getAndSet(true)) {
            throw new IllegalStateException("an agent starts once");
        }
        Threads.make(new Worker(engine, inbox, cancellation, world.log()), "suture-agent").start();
    }

    /** A hint has come. */
    void notified(Notification notification) {
        Instant now = world.time().now();
        inbox.notified(notification, now);
    }

    /** A service of this contract has come. */
    void arrived(Class<?> contract) {
        inbox.arrived(contract);
    }

    /** What answers at the control socket. */
    ControlCommands commands() {
        return commands;
    }

    /** What the thread runs. */
    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        cancellation.cancel();
        socket.close();
        asking.close();
    }
}
