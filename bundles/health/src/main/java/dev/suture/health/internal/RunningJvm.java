// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The JVM this runs in. */
final class RunningJvm implements JvmGate.Jvm {
    @Override
    public double heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(RunningJvm::isOld)
                .mapToDouble(pool -> share(Optional.ofNullable(pool.getCollectionUsage()))).max().orElse(0);
    }

    /** Where objects stay: pools for young ones have no usage threshold and may well be full. */
    private static boolean isOld(MemoryPoolMXBean pool) {
        return pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported();
    }

    private static double share(Optional<MemoryUsage> usage) {
        return usage.filter(known -> known.getMax() > 0).map(known -> (double) known.getUsed() / known.getMax())
                .orElse(0.0);
    }

    @Override
    public List<String> deadlocked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] found = Optional.ofNullable(threads.findDeadlockedThreads()).orElse(new long[0]);
        return Arrays.stream(threads.getThreadInfo(found)).filter(Objects::nonNull).map(ThreadInfo::getThreadName)
                .sorted().toList();
    }
}
