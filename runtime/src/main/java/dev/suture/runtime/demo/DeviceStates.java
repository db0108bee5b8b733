// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

import com.google.gson.JsonObject;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** The newest state a device has published: which level it says it runs. Safe for use by several threads. */
final class DeviceStates implements BiConsumer<String, byte[]> {
    private static final int LIMIT = 64 * 1024;
    private static final int MOST_LEVELS = 9999;

    private Optional<Integer> level = Optional.empty();

    /** Takes one message of the device's state topic. */
    @Override
    public synchronized void accept(String topic, byte[] payload) {
        try {
            JsonObject state = StrictJson.parse("state", payload, LIMIT);
            level = Optional.of((int) Fields.of("state", state).integer("level", 0, MOST_LEVELS));
        } catch (MalformedException e) {
            level = Optional.empty();
        }
        notifyAll();
    }

    /** Waits until the device says that it runs {@code wanted}; says what it says instead if it does not. */
    synchronized Optional<String> await(int wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long rest = limit.toNanos();
        while (!level.equals(Optional.of(wanted)) && rest > 0) {
            wait(rest / 1_000_000 + 1);
            rest = deadline - System.nanoTime();
        }
        return level.equals(Optional.of(wanted))
                ? Optional.empty()
                : Optional.of("the device's state names " + level.map(is -> "level " + is).orElse("no level"));
    }
}
