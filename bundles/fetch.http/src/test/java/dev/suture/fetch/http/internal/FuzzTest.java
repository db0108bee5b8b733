// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import dev.suture.fuzz.FuzzTargets;

class FuzzTest extends FuzzTargets {
    FuzzTest() {
        target("http-head", FuzzTest::head, IOException.class)
                .sample(text(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 206 Partial\r\nContent-Length: 12\r\nEtag:\t\"x\" \r\n\r\n"))
                .sample(text("HTTP/1.0 200\nTransfer-Encoding: chunked\nX: 1\nx: 2\n\n"))
                .found("a header of blanks and a sign that no header has",
                        text("HTTP/1.1 200 OK\r\nx:" + " ".repeat(8000) + "\r \r\n\r\n"));
        target("http-chunks", FuzzTest::chunks, IOException.class)
                .sample(text("5;name=value\r\nhello\r\n0A \r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n"));
    }

    private static void head(byte[] input) throws IOException {
        ResponseHead head = ResponseHead.read(new ByteArrayInputStream(input));
        assertTrue(head.status() >= 200 && head.status() < 600);
        assertTrue(head.isChunked() || head.length().orElse(0) >= 0);
    }

    /** A body is never more than what was sent. */
    private static void chunks(byte[] input) throws IOException {
        Body body = new Body.Chunked(new ByteArrayInputStream(input));
        byte[] buffer = new byte[256];
        int length = 0;
        for (int count = 0; count >= 0; count = body.read(buffer, 0, buffer.length)) {
            length += count;
            assertTrue(length <= input.length);
        }
    }
}
