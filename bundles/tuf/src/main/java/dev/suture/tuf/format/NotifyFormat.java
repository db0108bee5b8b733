// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.time.Duration;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** What a broker carries: {@code {format, timestamp: base64, packet?: base64, spreadSeconds}}. */
public final class NotifyFormat {
    /** The most bytes a notification may have. */
    public static final int MAX_LENGTH = 128 * 1024;

    private static final String DOCUMENT = "notification";
    private static final long MAX_SPREAD_SECONDS = Duration.ofDays(1).toSeconds();

    private NotifyFormat() {
    }

    /** The bytes of {@code notification}. @throws IllegalArgumentException if it has no timestamp or is too long */
    public static byte[] write(Notification notification) {
        JsonObject json = Documents.start();
        Bytes timestamp = notification.timestamp()
                .orElseThrow(() -> new IllegalArgumentException("a notification that is sent carries a timestamp"));
        json.addProperty("timestamp", Values.base64(timestamp));
        notification.packet().ifPresent(packet -> json.addProperty("packet", Values.base64(packet)));
        json.addProperty("spreadSeconds", notification.spread().toSeconds());
        return Documents.write(notification, json, NotifyFormat::read);
    }

    /** Reads a notification. @throws MalformedException if it is not exactly of this form */
    public static Notification read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        Bytes timestamp = Values.base64(fields, "timestamp");
        Optional<Bytes> packet = fields.has("packet")
                ? Optional.of(Values.base64(fields, "packet"))
                : Optional.empty();
        Duration spread = Duration.ofSeconds(fields.integer("spreadSeconds", 0, MAX_SPREAD_SECONDS));
        fields.end();
        return new Notification(Optional.of(timestamp), packet, spread);
    }
}
