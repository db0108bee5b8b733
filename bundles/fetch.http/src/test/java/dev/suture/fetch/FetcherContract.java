// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;

import dev.suture.fetch.FetchException.Reason;

import org.junit.jupiter.api.Test;

/** What every {@link Fetcher} promises; each implementation runs it against a source of its own kind. */
public abstract class FetcherContract {
    /** More than a buffer and no multiple of one. */
    private static final int LARGE = 200_003;

    /** The fetcher under test. */
    protected abstract Fetcher fetcher();

    /** Makes the source have {@code content}, and tells where. */
    protected abstract URI publish(String name, byte[] content) throws IOException;

    /** Where the source has nothing. */
    protected abstract URI absent();

    @Test
    void givesTheWholeContent() throws IOException {
        byte[] content = content(LARGE);
        assertArrayEquals(content, read(publish("large", content), 0, LARGE));
    }

    @Test
    void givesTheRestFromAnOffset() throws IOException {
        byte[] content = content(LARGE);
        URI uri = publish("rest", content);
        for (int from : new int[]{1, 70_000, LARGE - 1}) {
            assertArrayEquals(Arrays.copyOfRange(content, from, LARGE), read(uri, from, LARGE - from));
        }
    }

    @Test
    void givesNothingOfAnEmptyContent() throws IOException {
        assertEquals(0, read(publish("empty", new byte[0]), 0, 0).length);
    }

    @Test
    void failsAboveTheLimitInsteadOfCutting() throws IOException {
        URI uri = publish("long", content(1000));
        assertReason(Reason.TOO_LONG, () -> read(uri, 0, 999));
        assertReason(Reason.TOO_LONG, () -> read(uri, 500, 499));
        assertReason(Reason.TOO_LONG, () -> read(uri, 0, 0));
    }

    @Test
    void isEmptyForWhatIsNotThere() throws IOException {
        assertTrue(fetcher().open(absent(), 0, 10).isEmpty());
        assertTrue(fetcher().open(absent(), 5, 10).isEmpty());
    }

    @Test
    void failsOnceCancelled() throws IOException {
        try (Download download = fetcher().open(publish("cancelled", content(LARGE)), 0, LARGE).orElseThrow()) {
            assertTrue(download.read(new byte[10], 0, 10) > 0);
            download.cancel();
            assertReason(Reason.CANCELLED, () -> download.read(new byte[10], 0, 10));
            download.cancel();
        }
    }

    @Test
    void canBeClosedInTheMiddleAndTwice() throws IOException {
        Download download = fetcher().open(publish("closed", content(LARGE)), 0, LARGE).orElseThrow();
        download.close();
        download.close();
    }

    @Test
    void supportsItsOwnAddressesOnly() {
        assertTrue(fetcher().supports(absent()));
        assertFalse(fetcher().supports(URI.create("gopher://example.org/x")));
        assertFalse(fetcher().supports(URI.create("relative/x")));
    }

    /** Opens and reads to the end. */
    protected final byte[] read(URI uri, long from, long limit) throws IOException {
        try (Download download = fetcher().open(uri, from, limit).orElseThrow()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (int count = download.read(buffer, 0, 4096); count >= 0; count = download.read(buffer, 0, 4096)) {
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        }
    }

    /** Something that may fail. */
    protected interface Attempt {
        void run() throws IOException;
    }

    /** Expects {@code attempt} to fail for {@code reason}. */
    protected static FetchException assertReason(Reason reason, Attempt attempt) {
        FetchException failure = assertThrows(FetchException.class, attempt::run);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    /** Bytes that are the same at each run. */
    protected static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
