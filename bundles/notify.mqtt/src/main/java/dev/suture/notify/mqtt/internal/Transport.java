// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.Optional;

import dev.suture.notify.Bytes;

/** The way to a broker: the port that hides the MQTT library. */
interface Transport {
    /** Starts one attempt to connect and to subscribe. Never blocks; what becomes of it arrives at {@code events}. */
    Link open(Opening opening, Events events);

    /** Where the broker is, for a person: no user, no password. */
    String address();

    /**
     * A message with QoS 1.
     *
     * @param retained whether the broker keeps it as the topic's last word
     */
    record Message(String topic, Bytes payload, boolean retained) {}

    /**
     * What an attempt begins with.
     *
     * @param will what the broker says when this connection is gone without a word
     * @param topic what to subscribe to
     * @param fresh whether the retained message is wanted even if the broker's session knows the subscription
     */
    record Opening(Message will, String topic, boolean fresh) {}

    /** One attempt, and the connection that becomes of it. Used by the timeline alone. */
    interface Link {
        /** Sends a message. Never blocks. @param taken called when the broker has it, from any thread */
        void publish(Message message, Runnable taken);

        /**
         * Ends it, whatever its state, within a bound.
         *
         * @param farewell a last message, if the broker still takes it at once
         * @return whether all its threads have ended
         */
        boolean close(Optional<Message> farewell);
    }

    /** What becomes of an attempt. Called from any thread; returns at once. */
    interface Events {
        /** Connected and subscribed. @param window how many messages may be on their way */
        void up(int window);

        /** A message on the subscribed topic. */
        void arrived(Bytes payload);

        /** The broker does not take messages on {@code topic}. */
        void refused(String topic);

        /** The attempt failed, or the connection is lost. @param reason for a person: short, without the broker's text */
        void down(String reason);
    }
}
