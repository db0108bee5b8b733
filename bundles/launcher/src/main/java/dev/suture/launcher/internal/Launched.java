// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A running framework. Safe for use by several threads. */
public final class Launched implements Callable<Boolean>, Supplier<Optional<String>>, AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Framework framework;
    private final Ending ending;
    private final Pulse pulse;

    Launched(Framework framework, Ending ending, Pulse pulse) {
        this.framework = framework;
        this.ending = ending;
        this.pulse = pulse;
    }

    /** The system bundle's context. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Waits until the framework has stopped. @return whether the gateway is to be booted again */
    @Override
    public Boolean call() throws InterruptedException {
        return ending.await();
    }

    /** What ails the gateway so that only a new process would mend it, if anything does; hangs where the framework hangs. */
    @Override
    public Optional<String> get() {
        return pulse.ailment();
    }

    /** Stops the framework and waits for it. */
    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
