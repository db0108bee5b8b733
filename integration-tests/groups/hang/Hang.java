// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Holds up every thread that registers or unregisters a service, while the file is there that the property hang.when names. */
public final class Hang implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Path when = Path.of(context.getProperty("hang.when"));
        context.addServiceListener(event -> {
            while (Files.exists(when)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        });
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the listener away.
    }
}
