// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.ResourceBundle;

import org.eclipse.paho.mqttv5.client.logging.Logger;

/**
 * Paho's logger, silent: what matters reaches the supervisor, which says it in one line. Public with a public constructor
 * because Paho makes it by its name.
 */
public final class SilentLogger implements Logger {
    @Override
    public boolean isLoggable(int level) {
        return false;
    }

    @Override
    public String formatMessage(String message, Object[] inserts) {
        return message;
    }

    @Override
    public void severe(String type, String method, String message) {
    }

    @Override
    public void severe(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void severe(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void warning(String type, String method, String message) {
    }

    @Override
    public void warning(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void warning(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void info(String type, String method, String message) {
    }

    @Override
    public void info(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void info(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void config(String type, String method, String message) {
    }

    @Override
    public void config(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void config(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void fine(String type, String method, String message) {
    }

    @Override
    public void fine(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void fine(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void finer(String type, String method, String message) {
    }

    @Override
    public void finer(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void finer(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void finest(String type, String method, String message) {
    }

    @Override
    public void finest(String type, String method, String message, Object[] inserts) {
    }

    @Override
    public void finest(String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void log(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void trace(int level, String type, String method, String message, Object[] inserts, Throwable thrown) {
    }

    @Override
    public void initialise(ResourceBundle catalog, String id, String resource) {
    }

    @Override
    public void setResourceName(String context) {
    }

    @Override
    public void dumpTrace() {
    }
}
