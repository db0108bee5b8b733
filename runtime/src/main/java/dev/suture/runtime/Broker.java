// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.time.InstantSource;
import java.util.function.Consumer;

import dev.suture.tuf.tls.Login;
import dev.suture.tuf.tls.TlsException;
import dev.suture.tuf.tls.TlsFiles;

/**
 * Which broker, and how one comes in.
 *
 * @param address {@code tcp://host:port} or {@code ssl://host:port}
 * @param tls the files for {@code ssl}
 * @param credentials the path of a file with user and password, "" for none
 */
public record Broker(String address, TlsFiles tls, String credentials) {
    private static final int LAST_PORT = 65_535;

    /** @throws UserError if the address is malformed, or files for TLS stand beside {@code tcp} */
    public Broker {
        if (!address.matches("(tcp|ssl)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}")) {
            throw new UserError("'" + address + "' is no broker address; write ssl://host:port or tcp://host:port");
        }
        if (Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)) > LAST_PORT) {
            throw new UserError("'" + address + "' is no broker address: ports end at " + LAST_PORT);
        }
        if (address.startsWith("tcp:") && !tls.isEmpty()) {
            throw new UserError(address + " uses no certificates; write ssl://… or leave their options out");
        }
    }

    /** Whether what is sent is encrypted. */
    public boolean isSecure() {
        return address.startsWith("ssl:");
    }

    /**
     * Reads every file that a connection will need.
     *
     * @param warnings takes a line for each thing that works and should not be so
     * @throws UserError if one cannot be used
     */
    public void check(Consumer<String> warnings) {
        try {
            if (isSecure()) {
                tls.read(InstantSource.system(), warnings);
            }
            if (!credentials.isEmpty()) {
                Login.read(credentials, warnings);
                warnIfOpen(warnings);
            }
        } catch (TlsException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    /** @param warnings takes a line if the password can be read on the way */
    public void warnIfOpen(Consumer<String> warnings) {
        if (!credentials.isEmpty() && !isSecure()) {
            warnings.accept("user and password go to " + address + " unencrypted; use ssl://");
        }
    }
}
