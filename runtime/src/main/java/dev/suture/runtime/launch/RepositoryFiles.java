// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.tuf.MetadataSource;

/**
 * A repository's files over HTTP, for a command that a person waits for. Redirects are not followed.
 *
 * @param address where it is, ending in a slash
 */
public record RepositoryFiles(URI address) implements MetadataSource {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int BUFFER = 8 << 10;

    @Override
    public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
        return read(metadata(fileName), maxLength);
    }

    @Override
    public FetchException missing(String fileName) {
        return new FetchException(Reason.REFUSED, metadata(fileName),
                "not found; is this the address of a repository?");
    }

    /** The bytes of a target by its path in the repository. @throws FetchException if it cannot be had */
    byte[] target(String path, int maxLength) throws FetchException {
        URI uri = address.resolve("targets/" + path);
        return read(uri, maxLength)
                .orElseThrow(() -> new FetchException(Reason.REFUSED, uri, "not found, though it is listed"));
    }

    private URI metadata(String fileName) {
        return address.resolve("metadata/" + fileName);
    }

    private static Optional<byte[]> read(URI uri, int maxLength) throws FetchException {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) SILENCE.toMillis());
            connection.setReadTimeout((int) SILENCE.toMillis());
            try {
                return switch (connection.getResponseCode()) {
                case HttpURLConnection.HTTP_OK -> Optional.of(readAll(connection, uri, maxLength));
                case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
                default -> throw new FetchException(Reason.REFUSED, uri,
                        "the server answers " + connection.getResponseCode());
                };
            } finally {
                connection.disconnect();
            }
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw new FetchException(Reason.UNREACHABLE, uri, e.getMessage(), e);
        }
    }

    private static byte[] readAll(HttpURLConnection connection, URI uri, int maxLength) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = connection.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > maxLength) {
                    throw new FetchException(Reason.TOO_LONG, uri, "longer than " + maxLength + " bytes");
                }
                if (System.nanoTime() > deadline) {
                    throw new FetchException(Reason.TOO_SLOW, uri, "not whole after " + LIMIT.toSeconds() + " s");
                }
            }
        }
        return bytes.toByteArray();
    }
}
