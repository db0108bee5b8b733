// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.tuf.format.NotifyFormat;
import dev.suture.tuf.json.MalformedException;

/** What somebody can make of an announcement without the vendor's keys. */
final class Forgery {
    private static final Pattern SIGNATURE = Pattern.compile("\"sig\"\\s*:\\s*\"([0-9a-f])");

    private Forgery() {
    }

    /** The announcement with the first digit of its timestamp's signature changed. */
    static byte[] of(byte[] announcement) throws IOException {
        try {
            Notification real = NotifyFormat.read(announcement);
            return NotifyFormat.write(
                    new Notification(real.timestamp().map(Forgery::forge), real.packet(), real.spread()));
        } catch (MalformedException e) {
            throw new IOException("the vendor's announcement is malformed", e);
        }
    }

    private static Bytes forge(Bytes timestamp) {
        String text = new String(timestamp.toArray(), StandardCharsets.UTF_8);
        Matcher matcher = SIGNATURE.matcher(text);
        String digit = Optional.of(matcher).filter(Matcher::find).map(found -> found.group(1)).orElseThrow();
        String other = digit.equals("0") ? "1" : "0";
        return Bytes.copyOf((text.substring(0, matcher.start(1)) + other + text.substring(matcher.end(1)))
                .getBytes(StandardCharsets.UTF_8));
    }
}
