// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import org.osgi.service.log.Logger;

/** Log lines to the OSGi log. */
final class ServiceLog implements Log {
    private final Logger logger;

    ServiceLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void info(String line) {
        logger.info("{}", line);
    }

    @Override
    public void warn(String line) {
        logger.warn("{}", line);
    }

    @Override
    public void error(String line, Throwable cause) {
        logger.error("{}", line, cause);
    }
}
