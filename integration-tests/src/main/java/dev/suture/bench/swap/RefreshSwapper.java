// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/** Updates the library's bundle in its place and has the framework refresh it and all that is wired to it. */
final class RefreshSwapper implements Swapper {
    private static final int PATIENCE_SECONDS = 60;

    private final BundleContext context;
    private final Libraries libraries;

    RefreshSwapper(BundleContext context, Libraries libraries) {
        this.context = context;
        this.libraries = libraries;
    }

    @Override
    public SwapNote swap() throws IOException, InterruptedException {
        Bundle library = Arrays.stream(context.getBundles())
                .filter(bundle -> Libraries.SYMBOLIC_NAME.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow(() -> new IOException("the library is not installed"));
        try (InputStream next = Files
                .newInputStream(libraries.other(library.getVersion().toString()).file())) {
            long began = System.nanoTime();
            library.update(next);
            refresh(library);
            return new SwapNote(library.getVersion().toString(), Duration.ofNanos(System.nanoTime() - began),
                    List.of());
        } catch (BundleException e) {
            throw new IOException("the library does not update: " + e.getMessage(), e);
        }
    }

    private void refresh(Bundle library) throws IOException, InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle().adapt(FrameworkWiring.class).refreshBundles(List.of(library), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the refresh does not end");
        }
    }
}
