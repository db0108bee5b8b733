// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The real provider, with a recorder in between where something changes. */
class RecordingProvider extends FileSystemProvider {
    private final FileSystemProvider real;
    private final Recorder recorder;
    private final RecordedFileSystem system;

    RecordingProvider(FileSystemProvider real, Recorder recorder) {
        this.real = real;
        this.recorder = recorder;
        this.system = new RecordedFileSystem(this, real.getFileSystem(URI.create("file:///")));
    }

    private static Path real(Path path) {
        return RecordedPath.real(path);
    }

    private Path wrap(Path path) {
        return new RecordedPath(system, path);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Optional<String> name = recorder.find(real(path));
        if (name.isEmpty()) {
            return real.newFileChannel(real(path), options, attributes);
        }
        FileChannel[] opened = new FileChannel[1];
        recorder.together(() -> opened[0] = open(name.get(), real(path), options, attributes));
        return opened[0];
    }

    private FileChannel open(String name, Path path, Set<? extends OpenOption> options, FileAttribute<?>[] attributes)
            throws IOException {
        if (Files.isDirectory(path)) {
            return RecordedChannel.ofFolder(real.newFileChannel(path, options, attributes), recorder, name);
        }
        FileChannel[] channel = new FileChannel[1];
        Recorder.Step open = () -> channel[0] = real.newFileChannel(path, options, attributes);
        boolean appends = options.contains(StandardOpenOption.APPEND);
        boolean writes = appends || options.contains(StandardOpenOption.WRITE);
        int file;
        if (Files.exists(path)) {
            file = recorder.file(name);
            if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING) && Files.size(path) > 0) {
                recorder.step(new Operation.Resize(file, 0), open);
            } else {
                open.run();
            }
        } else if (writes && (options.contains(StandardOpenOption.CREATE)
                || options.contains(StandardOpenOption.CREATE_NEW))) {
            file = recorder.newFile();
            recorder.step(new Operation.Create(name, file), open);
        } else {
            return real.newFileChannel(path, options, attributes);
        }
        return RecordedChannel.ofFile(channel[0], recorder, file, appends);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        change(folder, Operation.MakeFolder::new, () -> real.createDirectory(real(folder), attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        change(path, Operation.Delete::new, () -> real.delete(real(path)));
    }

    private interface ByName {
        Operation of(String name) throws IOException;
    }

    private void change(Path path, ByName operation, Recorder.Step step) throws IOException {
        Optional<String> name = recorder.find(real(path));
        if (name.isPresent()) {
            recorder.together(() -> recorder.step(operation.of(name.get()), step));
        } else {
            step.run();
        }
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        change(link, name -> new Operation.Link(name, recorder.file(inside(existing))),
                () -> real.createLink(real(link), real(existing)));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(target, name -> move(source, name), () -> real.move(real(source), real(target), options));
    }

    private Operation move(Path source, String target) throws IOException {
        String from = inside(source);
        if (Files.isRegularFile(real(source))) {
            recorder.file(from);
        }
        return new Operation.Move(from, target);
    }

    private String inside(Path path) throws IOException {
        return recorder.find(real(path))
                .orElseThrow(() -> new IOException(path + " is brought in from outside the recorded folder"));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        if (recorder.find(real(target)).isEmpty()) {
            real.copy(real(source), real(target), options);
        } else {
            Files.write(wrap(real(target)), Files.readAllBytes(real(source)), StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE_NEW);
        }
    }

    @Override
    public String getScheme() {
        return real.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return real.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return wrap(real.getPath(uri));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> entries = real.newDirectoryStream(real(folder), entry -> filter.accept(wrap(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> each = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Path next() {
                        return wrap(each.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(path), attribute, value, options);
    }
}
