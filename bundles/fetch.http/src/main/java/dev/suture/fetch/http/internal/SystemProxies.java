// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The proxies this JVM is configured for, asked anew each time, because the default selector may be replaced. */
final class SystemProxies extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
        ProxySelector system = ProxySelector.getDefault();
        return system == null ? List.of() : system.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Whoever opened the connection gets the failure.
    }
}
