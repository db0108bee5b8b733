// SPDX-License-Identifier: Apache-2.0
package dev.suture.doors.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Keeps an asynchronous request inside until it is complete, failed or timed out. */
final class LeaveWhenComplete implements AsyncListener {
    private final Turnstile.Ticket ticket;

    private LeaveWhenComplete(Turnstile.Ticket ticket) {
        this.ticket = ticket;
    }

    /** Arranges it, if the request went asynchronous. @return whether the ticket will be handed in later */
    static boolean arrange(ServletRequest request, Turnstile.Ticket ticket) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(new LeaveWhenComplete(ticket));
            return true;
        } catch (IllegalStateException e) {
            // It completed on another thread between the two calls.
            return false;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ticket.leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ticket.leave();
    }

    @Override
    public void onError(AsyncEvent event) {
        ticket.leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A new asynchronous cycle forgets its listeners.
        event.getAsyncContext().addListener(this);
    }
}
