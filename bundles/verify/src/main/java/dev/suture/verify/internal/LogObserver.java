// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import org.osgi.service.log.Logger;

import dev.suture.tuf.RefreshObserver;
import dev.suture.verify.VerificationException;

/** Writes what a refresh does to the log, one line a step. */
final class LogObserver implements RefreshObserver {
    private final Logger logger;

    LogObserver(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void adopted(String role, long version) {
        logger.info("{} {} verified", role, version);
    }

    @Override
    public void equivocation(String role) {
        logger.warn("equivocation: the repository signed two {} files of one version; the first one is kept", role);
    }

    @Override
    public void discarded(String role, VerificationException why) {
        logger.warn("passed over: {} ({})", role, why.getMessage());
    }
}
