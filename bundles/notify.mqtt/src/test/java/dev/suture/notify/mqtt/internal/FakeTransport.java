// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A way to a broker that is a list of attempts, each decided on by the test. */
final class FakeTransport implements Transport {
    final List<FakeLink> links = new ArrayList<>();

    @Override
    public Link open(Opening opening, Events events) {
        FakeLink link = new FakeLink(opening, events);
        links.add(link);
        return link;
    }

    @Override
    public String address() {
        return "tcp://fake:1883";
    }

    FakeLink last() {
        return links.get(links.size() - 1);
    }

    /** What was sent, acknowledged when the test says so. */
    static final class FakeLink implements Link {
        final Opening opening;
        final Events events;
        final List<Message> sent = new ArrayList<>();
        final List<Runnable> unacknowledged = new ArrayList<>();
        Optional<Message> farewell = Optional.empty();
        boolean closed;

        FakeLink(Opening opening, Events events) {
            this.opening = opening;
            this.events = events;
        }

        @Override
        public void publish(Message message, Runnable taken) {
            sent.add(message);
            unacknowledged.add(taken);
        }

        @Override
        public boolean close(Optional<Message> last) {
            farewell = last;
            closed = true;
            return true;
        }

        void acknowledgeAll() {
            List<Runnable> all = List.copyOf(unacknowledged);
            unacknowledged.clear();
            all.forEach(Runnable::run);
        }

        List<String> sentTexts() {
            return sent.stream().map(FakeTransport::text).toList();
        }
    }

    static String text(Message message) {
        return new String(message.payload().toArray(), StandardCharsets.UTF_8);
    }
}
