// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.google.gson.JsonObject;

/**
 * What a benchmark ran on; without it its figures say nothing.
 *
 * @param cores processors this process may use
 * @param jdk name and version of the Java runtime
 * @param system name and version of the operating system
 * @param loadAverage how many processes wanted a core in the last minute, before the benchmark; negative if unknown
 */
public record Machine(int cores, String jdk, String system, double loadAverage) {
    /** This one, now. */
    public static Machine here() {
        return new Machine(Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** One line for a person. */
    public String describe() {
        return String.format(Locale.ROOT, "%d cores, %s, %s, load average %.1f", cores, jdk, system, loadAverage);
    }

    /** As JSON. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("cores", cores);
        json.addProperty("jdk", jdk);
        json.addProperty("system", system);
        json.addProperty("loadAverage", Double.toString(loadAverage));
        return json;
    }
}
