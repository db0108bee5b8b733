// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** The gateway's page, asked over HTTP as anyone would. */
final class FrontPage {
    private static final String SERVER = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final int LIMIT_SECONDS = 60;

    private final BundleContext context;

    /** Waits until the page is served. */
    FrontPage(BundleContext context) throws InterruptedException {
        this.context = context;
        Semaphore changes = new Semaphore(1);
        // The server's own service changes with everything that is registered with it.
        ServiceListener listener = event -> changes.release();
        context.addServiceListener(listener);
        try {
            do {
                if (!changes.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("the page is not served");
                }
            } while (!isServed());
        } finally {
            context.removeServiceListener(listener);
        }
    }

    /** What the page answers to a template; its status if that is not 200. */
    String expand(String template) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI
                    .create(address() + "greet?t=" + URLEncoder.encode(template, StandardCharsets.UTF_8)).toURL()
                    .openConnection();
            connection.setReadTimeout(LIMIT_SECONDS * 1000);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return "status " + connection.getResponseCode();
            }
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isServed() {
        return context.getServiceReference(SERVER) != null && expand("hello").equals("hello");
    }

    private String address() {
        ServiceReference<?> server = context.getServiceReference(SERVER);
        Object endpoints = server.getProperty("osgi.http.endpoint");
        return endpoints instanceof String[] several ? several[0] : endpoints.toString();
    }
}
