// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;

/** Wires the fetcher. Downloads that run while it is stopped end by themselves, or fail and are taken up again. */
@Component(name = "dev.suture.fetch.http")
@Designate(ocd = HttpFetcherComponent.Config.class)
public final class HttpFetcherComponent implements Fetcher {
    /** How patient downloads are. */
    @ObjectClassDefinition(name = "Suture downloads over HTTP")
    @interface Config {
        @AttributeDefinition(description = "Longest wait for a connection, in milliseconds.", min = "1")
        int connectMillis() default 10_000;

        @AttributeDefinition(description = "Longest wait for the next byte, in milliseconds.", min = "1")
        int silenceMillis() default 10_000;

        @AttributeDefinition(description = "Fewest bytes a second; 0 for no limit.", min = "0")
        int floorBytesPerSecond() default 512;

        @AttributeDefinition(description = "How long a source may be slower than that, in seconds.", min = "1")
        int graceSeconds() default 10;

        @AttributeDefinition(description = "Longest time for one download, in seconds.", min = "1")
        int deadlineSeconds() default 1800;
    }

    private final HttpFetcher fetcher;

    @Activate
    public HttpFetcherComponent(Config config) {
        fetcher = new HttpFetcher(new HttpLimits(Duration.ofMillis(config.connectMillis()),
                Duration.ofMillis(config.silenceMillis()), config.floorBytesPerSecond(),
                Duration.ofSeconds(config.graceSeconds()), Duration.ofSeconds(config.deadlineSeconds())));
    }

    @Override
    public boolean supports(URI uri) {
        return fetcher.supports(uri);
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        return fetcher.open(uri, from, limit);
    }
}
