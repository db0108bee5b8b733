// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/** A socket whose bytes come in under a {@link Patience}. TLS on top of it reads through the same stream. */
final class PatientSocket extends Socket {
    private final Patience patience;

    PatientSocket(Proxy proxy, Patience patience) {
        super(proxy);
        this.patience = patience;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new PatientStream(super.getInputStream());
    }

    private final class PatientStream extends FilterInputStream {
        PatientStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return patience.await(millis -> {
                setSoTimeout(millis);
                return in.read(buffer, offset, length);
            });
        }
    }
}
