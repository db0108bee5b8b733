// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
    private final ResponseReader reader = new ResponseReader();

    @Test
    void readsAResponseThatComesByteByByte() throws ProtocolException {
        byte[] bytes = FakeServer.RIGHT.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length - 1; i++) {
            assertTrue(reader.feed(ByteBuffer.wrap(bytes, i, 1)).isEmpty());
        }
        Optional<ResponseReader.Response> last = reader.feed(ByteBuffer.wrap(bytes, bytes.length - 1, 1));
        assertEquals(Optional.of(new ResponseReader.Response(200, "hello", false)), last);
    }

    @Test
    void knowsWhenTheServerWillClose() throws ProtocolException {
        assertTrue(feed("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").get().closes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
            "\r\n\r\n"})
    void refusesWhatIsNoResponse(String text) {
        assertThrows(ProtocolException.class, () -> feed(text));
    }

    @Test
    void refusesAnEndlessHead() {
        assertThrows(ProtocolException.class, () -> feed("x".repeat(65_537)));
    }

    private Optional<ResponseReader.Response> feed(String text) throws ProtocolException {
        return reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
