// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One attempt of one Paho client, on threads of its own that end with it. Ending is by the socket: Paho's own way out can
 * wait for ever for threads that never came to run.
 */
final class PahoLink implements Transport.Link {
    private static final int MAX_WINDOW = 8;
    /** Connect, receive, send, call back and ping at once, and one to spare. */
    private static final int THREADS = 6;
    private static final long FAREWELL_MILLIS = 100;
    private static final long END_SECONDS = 3;
    private static final int SEND_RETAINED = 0;
    private static final int SEND_RETAINED_IF_NEW = 1;

    private final Sockets sockets;
    private final Transport.Opening opening;
    private final Transport.Events events;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS,
            new Threads("suture-mqtt-client"));
    /** Complete once Paho is done with connecting, one way or the other; before that its threads must not be touched. */
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private Optional<PahoClient> client = Optional.empty();

    PahoLink(Sockets sockets, Transport.Opening opening, Transport.Events events) {
        this.sockets = sockets;
        this.opening = opening;
        this.events = events;
        threads.setRemoveOnCancelPolicy(true);
    }

    void connect(String broker, String device, MqttConnectionOptions options) {
        try {
            PahoClient made = new PahoClient(broker, device, threads);
            made.setCallback(new PahoCallback(opening.topic(), events));
            client = Optional.of(made);
            made.connect(options, null, Listener.of(token -> connected(made, token), this::failed));
        } catch (MqttException | IllegalArgumentException e) {
            failed(e);
        }
    }

    /** What becomes of an attempt that cannot even be made. */
    void failed(Throwable cause) {
        settled.complete(false);
        events.down(Reasons.of(cause));
    }

    private void connected(PahoClient made, IMqttToken token) {
        settled.complete(true);
        int window = Optional.ofNullable(token.getResponseProperties().getReceiveMaximum()).orElse(MAX_WINDOW);
        if (window < 1) {
            // Paho reads an unsigned number as a signed one.
            events.down("its receive maximum is above 32767, which this client cannot work with; lower it");
            return;
        }
        subscribe(made, Math.min(window, MAX_WINDOW));
    }

    private void subscribe(PahoClient made, int window) {
        MqttSubscription subscription = new MqttSubscription(opening.topic(), 1);
        subscription.setRetainHandling(opening.fresh() ? SEND_RETAINED : SEND_RETAINED_IF_NEW);
        try {
            made.subscribe(new MqttSubscription[]{subscription}, null, Listener.of(token -> {
                if (Reasons.isRefusal(token)) {
                    events.down("it refuses the subscription to " + opening.topic() + "; check its access rules");
                } else {
                    events.up(window);
                }
            }, cause -> events.down(Reasons.of(cause))), new MqttProperties());
        } catch (MqttException e) {
            refused(made, e);
        }
    }

    private void refused(PahoClient made, MqttException reason) {
        // Else the connection has just ended, which is reported by itself and with a better reason.
        if (made.isConnected()) {
            events.down(Reasons.of(reason));
        }
    }

    @Override
    public void publish(Transport.Message message, Runnable taken) {
        // A failure comes with the end of the connection, which is reported by itself.
        send(message, Listener.of(token -> {
            if (Reasons.isRefusal(token)) {
                events.refused(message.topic());
            }
            taken.run();
        }, cause -> {}));
    }

    private void send(Transport.Message message, MqttActionListener listener) {
        client.ifPresent(made -> {
            try {
                made.publish(message.topic(), PahoTransport.message(message), null, listener);
            } catch (MqttException e) {
                refused(made, e);
            }
        });
    }

    @Override
    public boolean close(Optional<Transport.Message> farewell) {
        boolean polite = farewell.isPresent() && client.filter(PahoClient::isConnected).isPresent()
                && isTaken(farewell.get());
        if (polite) {
            // Else the will speaks.
            client.get().hangUp(true);
        }
        sockets.close();
        settled.thenRun(this::end);
        return awaitEnd();
    }

    private boolean isTaken(Transport.Message farewell) {
        CountDownLatch taken = new CountDownLatch(1);
        send(farewell, Listener.of(token -> taken.countDown(), cause -> {}));
        try {
            return taken.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void end() {
        client.filter(PahoClient::isConnected).ifPresent(connected -> connected.hangUp(false));
        threads.shutdownNow();
    }

    private boolean awaitEnd() {
        try {
            return threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
