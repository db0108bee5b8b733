// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;

import org.apache.felix.cm.file.ConfigurationHandler;

import dev.suture.runtime.state.Disk;

/**
 * Puts a generation's configurations where Configuration Admin reads them at its start. They are bound to no bundle, so
 * that both sides of a swap see them. A file that is there already stays: values set on the device win.
 */
final class ConfigurationFiles {
    private final Path folder;

    ConfigurationFiles(Path root) {
        folder = root.resolve("config");
    }

    void writeMissing(Map<String, Map<String, Object>> configurations) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
            // Joined as text: a name that begins with a dot becomes an absolute path, which must not leave the folder.
            Path file = Path.of(folder.toString(), fileName(entry.getKey()));
            if (!Files.exists(file)) {
                Disk.replace(file, content(entry.getKey(), entry.getValue()));
            }
        }
    }

    /** As Felix Configuration Admin names it: a folder for each dot, and other signs by their code. */
    static String fileName(String pid) {
        StringBuilder name = new StringBuilder();
        for (char sign : pid.toCharArray()) {
            if (sign == '.') {
                name.append('/');
            } else if (sign < 128 && Character.isLetterOrDigit(sign) || sign == '_' || sign == '-') {
                name.append(sign);
            } else {
                name.append(String.format("%%%04x", (int) sign));
            }
        }
        return name + ".config";
    }

    private static byte[] content(String pid, Map<String, Object> values) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put("service.pid", pid);
        properties.put("service.bundleLocation", "?");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationHandler.write(out, properties);
        return out.toByteArray();
    }
}
