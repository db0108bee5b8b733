// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLSocketFactory;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;

/**
 * Fetches over http and https. Follows no redirect, accepts no content encoding, and takes only 404 for "there is no such
 * thing". A server that ignores the range it was asked for is read from the beginning and the first bytes are dropped.
 */
public final class HttpFetcher implements Fetcher {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_PORT = 0xFFFF;
    private static final int BUFFER = 1 << 16;

    private final HttpLimits limits;
    private final Connector connector;
    private final LongSupplier nanos;

    /** A fetcher with the proxy, the certificates and the monotonic clock of this JVM. */
    public HttpFetcher(HttpLimits limits) {
        this(limits, new Connector(limits, new SystemProxies(), () -> (SSLSocketFactory) SSLSocketFactory.getDefault()),
                System::nanoTime);
    }

    /** A fetcher; {@code nanos} is a monotonic clock. */
    HttpFetcher(HttpLimits limits, Connector connector, LongSupplier nanos) {
        this.limits = limits;
        this.connector = connector;
        this.nanos = nanos;
    }

    @Override
    public boolean supports(URI uri) {
        return uri.isAbsolute() && uri.getHost() != null && uri.getPort() <= MAX_PORT
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        if (!supports(uri) || from < 0 || limit < 0) {
            throw new IllegalArgumentException("an http or https address, and no negative numbers");
        }
        Patience patience = new Patience(limits, nanos);
        try {
            Connector.Connection connection = connector.open(uri, patience);
            try {
                return answer(new Request(uri, from, limit), connection, patience);
            } catch (IOException e) {
                connection.raw().close();
                throw e;
            }
        } catch (IOException e) {
            throw Failures.of(uri, e, patience);
        }
    }

    private record Request(URI uri, long from, long limit) {}

    private static Optional<Download> answer(Request request, Connector.Connection connection, Patience patience)
            throws IOException {
        connection.top().getOutputStream().write(bytes(request, connection));
        InputStream in = new BufferedInputStream(connection.top().getInputStream(), BUFFER);
        ResponseHead head = ResponseHead.read(in);
        if (head.status() == 404) {
            connection.raw().close();
            return Optional.empty();
        }
        long skip = skip(request, head);
        Body body = body(head, in);
        OptionalLong length = head.length();
        if (length.isPresent() && length.getAsLong() - skip > request.limit) {
            throw new FetchException(Reason.TOO_LONG, request.uri,
                    "the server offers " + (length.getAsLong() - skip) + " bytes where at most " + request.limit
                            + " are expected");
        }
        HttpDownload download = new HttpDownload(request.uri, connection.raw(), body, request.limit, patience);
        download.skip(skip);
        return Optional.of(download);
    }

    private static byte[] bytes(Request request, Connector.Connection connection) {
        String range = request.from == 0 ? "" : "Range: bytes=" + request.from + "-\r\n";
        return ("GET " + connection.target() + " HTTP/1.1\r\nHost: " + Connector.authority(request.uri)
                + "\r\nUser-Agent: suture\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n" + range
                + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes of the body come before the first that was asked for. */
    private static long skip(Request request, ResponseHead head) throws BadResponseException {
        if (head.status() == 200) {
            return request.from;
        }
        if (head.status() == 206 && request.from > 0) {
            if (!head.find("content-range").orElse("").startsWith("bytes " + request.from + "-")) {
                throw new BadResponseException("the server sends another range than it was asked for");
            }
            return 0;
        }
        throw new BadResponseException(head.status() / 100 == 3
                ? "the server redirects (" + head.status() + "), which is not followed; configure the final address"
                : "the server answers " + head.status());
    }

    private static Body body(ResponseHead head, InputStream in) throws BadResponseException {
        if (head.isChunked()) {
            return new Body.Chunked(in);
        }
        OptionalLong length = head.length();
        return length.isPresent() ? Body.ofLength(in, length.getAsLong()) : Body.untilClose(in);
    }
}
