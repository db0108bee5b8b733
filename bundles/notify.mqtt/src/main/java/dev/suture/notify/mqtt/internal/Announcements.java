// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.log.Logger;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.notify.NotificationListener;
import dev.suture.tuf.format.NotifyFormat;
import dev.suture.tuf.json.MalformedException;

/**
 * Passes announcements on to the listeners, and the last one also to a listener that comes later: the broker sends a
 * retained message once, the agent may start after it or be swapped.
 */
final class Announcements {
    private final Timeline timeline;
    private final Logger log;
    private final List<NotificationListener> listeners = new ArrayList<>();
    private Optional<Notification> last = Optional.empty();
    private boolean complained;

    Announcements(Timeline timeline, Logger log) {
        this.timeline = timeline;
        this.log = log;
    }

    /** Adds a listener; from any thread. */
    void add(NotificationListener listener) {
        timeline.execute(() -> {
            listeners.add(listener);
            last.ifPresent(notification -> notify(listener, notification));
        });
    }

    /** Removes a listener; from any thread. It may get what is just being passed on. */
    void remove(NotificationListener listener) {
        timeline.execute(() -> listeners.remove(listener));
    }

    /** Takes a payload from the network, on the timeline. */
    void accept(Bytes payload) {
        if (payload.length() == 0) {
            // How MQTT says that a retained message was removed.
            last = Optional.empty();
            return;
        }
        try {
            Notification notification = NotifyFormat.read(payload.toArray());
            complained = false;
            last = Optional.of(notification);
            List.copyOf(listeners).forEach(listener -> notify(listener, notification));
        } catch (MalformedException e) {
            complain();
        }
    }

    // A constant line, once in a row: whoever may write the topic shall not write our log.
    private void complain() {
        if (!complained) {
            complained = true;
            log.warn("MQTT: dropped an announcement that is malformed or too long; check what the announcer publishes");
        }
    }

    // A listener is a service: one that breaks its word must not keep the others from theirs.
    private void notify(NotificationListener listener, Notification notification) {
        try {
            listener.notified(notification);
        } catch (RuntimeException e) {
            log.error("MQTT: the notification listener {} failed", listener.getClass().getName(), e);
        }
    }
}
