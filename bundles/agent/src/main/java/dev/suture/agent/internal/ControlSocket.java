// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code control.sock} in the state root, mode 0600: where the command line asks the agent. The device works without it.
 * {@link #run} comes from the working thread every now and then, {@link #close} from any.
 */
final class ControlSocket implements Runnable, AutoCloseable {
    private final Path file;
    private final UnaryOperator<byte[]> commands;
    private final Log log;
    private Optional<Listener> listener = Optional.empty();
    private Optional<String> complaint = Optional.empty();
    private boolean closed;

    /** A socket in {@code root} whose requests {@code commands} answers. */
    ControlSocket(Path root, UnaryOperator<byte[]> commands, Log log) {
        this.file = root.resolve("control.sock");
        this.commands = commands;
        this.log = log;
    }

    /**
     * Sees to it that this agent listens. A new one takes over from the one it replaces in one step, by the rename, before that
     * one stops; should the switch be undone, the old one takes the socket back.
     */
    @Override
    public synchronized void run() {
        try {
            if (!closed && !isOurs()) {
                stopListening();
                listen();
                complaint = Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException e) {
            complain(e.getMessage() + "; the path " + file
                    + " must be short enough for a socket and its folder writable");
        } catch (IllegalArgumentException e) {
            complain("the file system of " + file + " has no sockets");
        }
    }

    /** Stops listening. Returns at once; does nothing the second time. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (isOurs()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("control.sock is left behind: " + e.getMessage());
        }
        stopListening();
    }

    /**
     * Binds in a folder nobody else may enter, narrows the mode and only then moves it to its place; what a killed process
     * has left there is replaced. The name in the folder is no shorter than the final one, so both fit an address or neither.
     */
    private void listen() throws IOException {
        Path folder = file.resolveSibling(".control");
        Path narrow = folder.resolve("sock");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(narrow);
        Files.deleteIfExists(narrow);
        Files.deleteIfExists(folder);
        Files.createDirectory(folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(address);
            Files.setPosixFilePermissions(narrow, PosixFilePermissions.fromString("rw-------"));
            Files.move(narrow, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            listener = Optional.of(new Listener(channel, key(), commands, log));
        } finally {
            if (listener.isEmpty()) {
                channel.close();
            }
            Files.deleteIfExists(narrow);
            Files.deleteIfExists(folder);
        }
        listener.get().start();
    }

    private boolean isOurs() throws IOException {
        return listener.isPresent() && Files.exists(file) && Objects.equals(listener.get().key(), key());
    }

    private void stopListening() {
        listener.ifPresent(Listener::close);
        listener = Optional.empty();
    }

    /** What tells this file from another one of the same name. */
    private Object key() throws IOException {
        return Objects.requireNonNullElse(Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
    }

    private void complain(String cause) {
        String text = "no control socket, so the command line cannot reach this gateway: " + cause;
        if (!complaint.equals(Optional.of(text))) {
            complaint = Optional.of(text);
            log.warn(text);
        }
    }
}
