// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.SocketFactory;

/**
 * Makes the socket of one attempt, and closes it at any moment, in the middle of connecting too. Nothing is read from it
 * before the first byte is sent: a broker that hangs up or talks before that would leave Paho waiting for a thread that
 * has already ended. Safe for use by several threads.
 */
final class Sockets extends SocketFactory {
    private final int maxPacket;
    private final List<Socket> made = new ArrayList<>();
    private boolean closed;

    /** @param maxPacket the largest packet that is read */
    Sockets(int maxPacket) {
        this.maxPacket = maxPacket;
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new IOException("the attempt was given up");
        }
        Socket socket = new GuardedSocket(maxPacket);
        made.add(socket);
        return socket;
    }

    /** Closes what there is and makes no more. */
    synchronized void close() {
        closed = true;
        for (Socket socket : made) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not, and there is nobody to tell.
                continue;
            }
        }
        made.clear();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw notCalled();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw notCalled();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw notCalled();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw notCalled();
    }

    private static UnsupportedOperationException notCalled() {
        return new UnsupportedOperationException("Paho connects by itself");
    }

    private static final class GuardedSocket extends Socket {
        private final CountDownLatch greeted = new CountDownLatch(1);
        private final int maxPacket;

        GuardedSocket(int maxPacket) {
            this.maxPacket = maxPacket;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new PacketGuard(super.getInputStream(), greeted, maxPacket);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new Greeting(super.getOutputStream(), greeted);
        }
    }

    /** Tells when the first bytes were sent, or could not be. */
    private static final class Greeting extends FilterOutputStream {
        private final CountDownLatch greeted;

        Greeting(OutputStream out, CountDownLatch greeted) {
            super(out);
            this.greeted = greeted;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } finally {
                greeted.countDown();
            }
        }
    }
}
