// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Reporter;
import dev.suture.stage.Generation;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Tells everybody who is there what the device does. Nobody has to be there, and nobody can disturb the agent. */
final class Voice {
    private final Device device;
    private final Stages stages;
    private final Log log;

    Voice(Device device, Stages stages, Log log) {
        this.device = device;
        this.stages = stages;
        this.log = log;
    }

    /** Tells of one step: to the reporters and as an Event Admin event. */
    void tell(DeviceEvent event) {
        tellAll(Reporter.class, reporter -> reporter.report(event));
        tellAll(EventAdmin.class, admin -> admin.postEvent(new Event(event.topic(), properties(event))));
    }

    /** Tells the reporters where the device stands; nothing before it is known what runs. */
    void tellState(Progress progress) {
        device.last().ifPresent(look -> {
            DeviceState state = state(progress, look);
            tellAll(Reporter.class, reporter -> reporter.report(state));
        });
    }

    private static DeviceState state(Progress progress, Look look) {
        Generation running = look.running();
        return new DeviceState(
                new DeviceState.Running(running.origin().base(), running.origin().level().number(), running.number()),
                look.digest(), progress.stand().phase(),
                progress.stand().reason().map(reason -> reason.code().wireName()), progress.boot().count(),
                progress.boot().sequence());
    }

    private <T> void tellAll(Class<T> contract, Consumer<T> call) {
        List<Held<T>> services = stages.takeAll(contract);
        for (Held<T> held : services) {
            try (held) {
                call.accept(held.service());
            } catch (RuntimeException | LinkageError e) {
                log.error(held.name() + " failed to take a report; the agent goes on", e);
            }
        }
    }

    private static Map<String, Object> properties(DeviceEvent event) {
        Map<String, Object> properties = new HashMap<>(event.details());
        properties.put("step", event.step().wireName());
        properties.put("at", event.at().toString());
        event.patch().ifPresent(patch -> properties.put("patch", patch.hex()));
        properties.put("attempt", event.attempt());
        properties.put("sequence", event.sequence());
        return properties;
    }
}
