// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * A service, taken for one use.
 *
 * @param name its provider's name, for people
 * @param service the service
 * @param release gives it back
 */
record Held<T>(String name, T service, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
