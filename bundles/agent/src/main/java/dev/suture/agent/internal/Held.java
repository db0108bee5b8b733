// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.function.Predicate;

/**
 * A service, taken for one use.
 *
 * @param name its provider's name, for people
 * @param service the service
 * @param marks whether its service property of a name is true
 * @param release gives it back
 */
record Held<T>(String name, T service, Predicate<String> marks, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
