// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;

/** Started by the host's own means, like any bundle. What keeps it from working is one line in the exception. */
public final class GuestActivator implements BundleActivator {
    /** The header that names the state root. */
    public static final String ROOT = "Suture-Root";

    private Guest guest;

    @Override
    public void start(BundleContext context) throws BundleException {
        Path root = Path.of(context.getBundle().getHeaders("").get(ROOT));
        if (!Files.isDirectory(root)) {
            throw new BundleException(
                    "the state root " + root + " of this bundle is not on this machine; run suture adopt"
                            + " --root " + root + " here");
        }
        GuestLog log = new GuestLog(root, Clock.systemUTC());
        guest = new Guest(context, root, log);
        try {
            guest.start();
        } catch (UserError e) {
            throw failed(e.getMessage(), e, log);
        } catch (IOException e) {
            throw failed("the state root " + root + " fails: " + DiskTrouble.explain(e), e, log);
        } catch (BundleException e) {
            throw failed("the updater does not start: " + e.getMessage(), e, log);
        } catch (RuntimeException | LinkageError e) {
            // The framework does not call stop() then, and the host would keep the lock until it ends.
            throw failed("the updater does not start: " + e, e, log);
        }
    }

    @Override
    public void stop(BundleContext context) {
        guest.close();
    }

    private BundleException failed(String line, Throwable cause, GuestLog log) {
        guest.close();
        log.warn(line);
        return new BundleException(line, BundleException.ACTIVATOR_ERROR, cause);
    }
}
