// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.log.Logger;

/** A log that remembers its lines, as {@code LEVEL text} with the arguments put in. */
final class RecordingLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(RecordingLog.class.getClassLoader(),
            new Class<?>[]{Logger.class}, (proxy, method, arguments) -> {
                record(method.getName(), arguments);
                return null;
            });

    Logger logger() {
        return logger;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void record(String level, Object[] arguments) {
        String text = (String) arguments[0];
        for (int i = 1; i < arguments.length; i++) {
            Object[] values = arguments[i] instanceof Object[] several ? several : new Object[]{arguments[i]};
            for (Object value : values) {
                text = text.contains("{}")
                        ? text.replaceFirst("\\{}", String.valueOf(value).replace("$", "\\$"))
                        : text + " | " + value;
            }
        }
        lines.add(level.toUpperCase(java.util.Locale.ROOT) + " " + text);
    }
}
