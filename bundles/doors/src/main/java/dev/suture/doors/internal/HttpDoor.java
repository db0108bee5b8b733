// SPDX-License-Identifier: Apache-2.0
package dev.suture.doors.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.Preprocessor;

import dev.suture.anchor.Door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/** Puts the turnstile in front of every request of the HTTP Whiteboard. */
@Component(name = "dev.suture.doors", service = {Preprocessor.class, Door.class}, immediate = true)
@Designate(ocd = HttpDoor.Config.class)
public final class HttpDoor implements Preprocessor, Door {
    private static final int RETRY_AFTER_SECONDS = 1;

    /** Configuration of the HTTP door. */
    @ObjectClassDefinition(name = "Suture HTTP door")
    @interface Config {
        @AttributeDefinition(description = "How many requests may wait at once while a switch goes on; more get 503. "
                + "The HTTP server's thread pool must be larger.", min = "0")
        int parked() default 150;

        @AttributeDefinition(description = "How long one request may wait, in milliseconds.", min = "1")
        int waitMillis() default 5000;
    }

    private final Turnstile turnstile;

    @Activate
    public HttpDoor(Config config) {
        turnstile = new Turnstile(config.parked(), Duration.ofMillis(config.waitMillis()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Turnstile.Ticket> entered = enter();
        if (entered.isEmpty()) {
            HttpServletResponse http = (HttpServletResponse) response;
            http.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
            http.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        Turnstile.Ticket ticket = entered.get();
        boolean later = false;
        try {
            chain.doFilter(request, response);
            later = LeaveWhenComplete.arrange(request, ticket);
        } finally {
            if (!later) {
                ticket.leave();
            }
        }
    }

    private Optional<Turnstile.Ticket> enter() {
        try {
            return turnstile.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        turnstile.close();
    }

    @Override
    public void open() {
        turnstile.open();
    }

    @Override
    public boolean awaitOlderLeft(Duration limit) throws InterruptedException {
        return turnstile.awaitOlderLeft(limit);
    }

    @Override
    public int olderInside() {
        return turnstile.olderInside();
    }
}
