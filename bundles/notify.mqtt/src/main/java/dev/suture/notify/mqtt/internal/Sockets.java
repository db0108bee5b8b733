// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.SocketFactory;
import javax.net.ssl.SSLException;

/**
 * Makes the socket of one attempt, and closes it at any moment, in the middle of connecting too. It is connected when TLS,
 * if wanted, is too: Paho knows nothing of that. Nothing is read from it before the first byte is sent: a broker that hangs
 * up or talks before that would leave Paho waiting for a thread that has already ended. Safe for use by several threads.
 */
final class Sockets extends SocketFactory {
    private final Layer layer;
    private final int maxPacket;
    private final List<Socket> made = new ArrayList<>();
    private boolean closed;

    /** What comes between the network and MQTT. */
    @FunctionalInterface
    interface Layer {
        /** What to speak through from now on; the connection itself if there is no such layer. */
        Socket over(Socket connected, String host) throws IOException;
    }

    /** @param maxPacket the largest packet that is read */
    Sockets(Layer layer, int maxPacket) {
        this.layer = layer;
        this.maxPacket = maxPacket;
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new IOException("the attempt was given up");
        }
        Socket socket = new GuardedSocket(layer, maxPacket);
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

    /** What Paho uses of a socket. Closing cuts the connection below TLS, whose own goodbye could wait for the other side. */
    private static final class GuardedSocket extends Socket {
        private final CountDownLatch greeted = new CountDownLatch(1);
        private final Layer layer;
        private final int maxPacket;
        private final Socket connection = new Socket();
        private volatile Socket speaking = connection;

        GuardedSocket(Layer layer, int maxPacket) {
            this.layer = layer;
            this.maxPacket = maxPacket;
        }

        @Override
        public void connect(SocketAddress address, int timeoutMillis) throws IOException {
            connection.connect(address, timeoutMillis);
            connection.setSoTimeout(timeoutMillis);
            speaking = layer.over(connection, ((InetSocketAddress) address).getHostString());
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            connection.setSoTimeout(millis);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new PacketGuard(speaking.getInputStream(), greeted, maxPacket);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new Greeting(speaking, greeted);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Tells when the first bytes were sent, or could not be. */
    private static final class Greeting extends FilterOutputStream {
        private final Socket socket;
        private final CountDownLatch greeted;

        Greeting(Socket socket, CountDownLatch greeted) throws IOException {
            super(socket.getOutputStream());
            this.socket = socket;
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
            } catch (IOException e) {
                throw greeted.getCount() == 0 ? e : lastWord(e);
            } finally {
                greeted.countDown();
            }
        }

        /** In TLS 1.3 the other side may judge the client's certificate, and hang up, after the handshake. */
        private IOException lastWord(IOException failure) {
            try {
                socket.getInputStream().read();
                return failure;
            } catch (IOException e) {
                return e instanceof SSLException ? e : failure;
            }
        }
    }
}
