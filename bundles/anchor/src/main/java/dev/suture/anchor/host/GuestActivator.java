// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Guest mode: the anchor as a bundle in a framework that somebody else launched. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GuestActivator implements BundleActivator {
    private AnchorHost host;

    /** @throws IOException if {@code suture.root} is not set or its state cannot be read */
    @Override
    public void start(BundleContext context) throws IOException {
        String root = context.getProperty("suture.root");
        if (root == null) {
            throw new IOException("the framework property suture.root must name the state root");
        }
        CurrentFile current = new CurrentFile(Files.createDirectories(Path.of(root)));
        if (!current.exists()) {
            current.write(Current.first(1));
        }
        System.Logger logger = System.getLogger(GuestActivator.class.getName());
        host = AnchorHost.register(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext(),
                Path.of(root), Optional.empty(),
                (message, cause) -> logger.log(System.Logger.Level.WARNING, message, cause));
    }

    @Override
    public void stop(BundleContext context) {
        host.close();
    }
}
