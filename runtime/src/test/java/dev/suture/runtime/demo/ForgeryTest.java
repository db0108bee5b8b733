// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.tuf.format.NotifyFormat;

class ForgeryTest {
    @Test
    void changesOneDigitOfTheSignatureAndNothingElse() throws Exception {
        Notification real = new Notification(Optional.of(timestamp("0123")), Optional.empty(), Duration.ofSeconds(7));
        Notification forged = NotifyFormat.read(Forgery.of(NotifyFormat.write(real)));
        assertEquals(new Notification(Optional.of(timestamp("1123")), Optional.empty(), Duration.ofSeconds(7)), forged);
    }

    private static Bytes timestamp(String signature) {
        return Bytes.copyOf(("{\"signatures\": [{\"sig\": \"" + signature + "\"}]}").getBytes(StandardCharsets.UTF_8));
    }
}
