// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Reporter;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Keeps all that is reported. */
final class Told implements Reporter, EventAdmin {
    final List<DeviceEvent> events = new CopyOnWriteArrayList<>();
    final List<DeviceState> states = new CopyOnWriteArrayList<>();
    final List<Event> posted = new CopyOnWriteArrayList<>();

    @Override
    public void report(DeviceState state) {
        states.add(state);
    }

    @Override
    public void report(DeviceEvent event) {
        events.add(event);
    }

    @Override
    public void postEvent(Event event) {
        posted.add(event);
    }

    @Override
    public void sendEvent(Event event) {
        throw new AssertionError("would wait for the handlers");
    }

    /** The steps in order, without the start. */
    List<String> steps() {
        return events.stream().map(DeviceEvent::step).filter(step -> step != DeviceEvent.Step.STARTED)
                .map(DeviceEvent.Step::wireName).toList();
    }

    DeviceEvent last(DeviceEvent.Step step) {
        return events.stream().filter(event -> event.step() == step).reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("no " + step + " in " + steps()));
    }

    DeviceState lastState() {
        return states.get(states.size() - 1);
    }
}
