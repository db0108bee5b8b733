// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLSocketFactory;

/** Fetchers with the patience a test needs. */
final class Fetchers {
    private static final Duration LONG = Duration.ofSeconds(30);

    private Fetchers() {
    }

    static HttpFetcher patient() {
        return of(limits(LONG, 0, Duration.ofHours(1)), System::nanoTime);
    }

    static HttpLimits limits(Duration silence, int floor, Duration deadline) {
        return new HttpLimits(LONG, silence, floor, Duration.ofSeconds(10), deadline);
    }

    static HttpFetcher of(HttpLimits limits, LongSupplier nanos) {
        return new HttpFetcher(limits, new Connector(limits, via(Proxy.NO_PROXY), Fetchers::noTls), nanos);
    }

    static HttpFetcher of(Proxy proxy, SSLSocketFactory tls) {
        HttpLimits limits = limits(LONG, 0, Duration.ofHours(1));
        return new HttpFetcher(limits, new Connector(limits, via(proxy), () -> tls), System::nanoTime);
    }

    /** A clock that goes on by {@code step} each time it is asked. */
    static LongSupplier stepping(Duration step) {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - step.toNanos());
        return () -> now.getAndAdd(step.toNanos());
    }

    private static SSLSocketFactory noTls() {
        throw new AssertionError("no TLS here");
    }

    private static ProxySelector via(Proxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new AssertionError("nobody calls this");
            }
        };
    }
}
