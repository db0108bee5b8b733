// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchLevel;
import dev.suture.publish.internal.BaseMaker;
import dev.suture.publish.internal.Catalog;
import dev.suture.publish.internal.Current;
import dev.suture.publish.internal.Disk;
import dev.suture.publish.internal.Founding;
import dev.suture.publish.internal.KeyFolder;
import dev.suture.publish.internal.Layout;
import dev.suture.publish.internal.Lock;
import dev.suture.publish.internal.PatchMaker;
import dev.suture.publish.internal.Release;
import dev.suture.publish.internal.SyncedDisk;
import dev.suture.tuf.format.NotifyFormat;

/**
 * Publishes for one product from one workspace. Each operation leaves a repository that is valid as a whole, wherever it is
 * cut short: content first, then the metadata that lists it, the timestamp last; done again, it starts over. The signing
 * keys are read when something is signed and not kept. Holds the workspace's lock until it is closed. For one thread.
 */
public final class Publisher implements AutoCloseable {
    private final Layout layout;
    private final String product;
    private final Clock clock;
    private final Disk disk;
    private final Lock lock;

    private Publisher(Layout layout, String product, Clock clock, Disk disk, Lock lock) {
        this.layout = layout;
        this.product = product;
        this.clock = clock;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * Makes a workspace: fresh keys and an empty repository. Root and targets are signed by two persons, each with an
     * Ed25519 and an ML-DSA key; snapshot and timestamp by one Ed25519 key.
     *
     * @param folder an empty folder, or one that is not there yet
     * @param random makes the keys
     * @throws PublishException if there is something in the folder, or the name is malformed
     */
    public static void init(Path folder, String product, Clock clock, SecureRandom random)
            throws PublishException, IOException {
        init(folder, product, clock, random, false);
    }

    /**
     * As above.
     *
     * @param pqOnline whether snapshot and timestamp are signed by an ML-DSA key too, at the cost of 6.6 kB for each
     */
    public static void init(Path folder, String product, Clock clock, SecureRandom random, boolean pqOnline)
            throws PublishException, IOException {
        Layout layout = new Layout(folder);
        new Founding(layout, clock, new SyncedDisk(layout.parts())).found(product, random, pqOnline);
    }

    static void init(Path folder, String product, Clock clock, SecureRandom random, Disk disk)
            throws PublishException, IOException {
        new Founding(new Layout(folder), clock, disk).found(product, random, false);
    }

    /**
     * Opens a workspace.
     *
     * @throws PublishException if it is none, or another process works in it
     */
    public static Publisher open(Path folder, Clock clock) throws PublishException, IOException {
        return open(folder, clock, new SyncedDisk(new Layout(folder).parts()));
    }

    static Publisher open(Path folder, Clock clock, Disk disk) throws PublishException, IOException {
        Layout layout = new Layout(folder);
        String product = layout.readProduct();
        Lock lock = Lock.take(layout);
        try {
            disk.clear();
            return new Publisher(layout, product, clock, disk, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** What the repository says; needs no lock and disturbs nobody. */
    public static RepositoryStatus status(Path folder) throws PublishException, IOException {
        Layout layout = new Layout(folder);
        return Catalog.open(layout, layout.readProduct()).status(new KeyFolder(layout.keys()));
    }

    /** The product this workspace is for. */
    public String product() {
        return product;
    }

    /** The folder any static web server can serve: {@code metadata/} and {@code targets/}. */
    public Path repository() {
        return layout.repository();
    }

    /**
     * Signs and publishes a base release. A base that is published never changes.
     *
     * @throws PublishException if the base is there already, or a file is no bundle
     */
    public BaseRelease addBase(BaseRequest request, Progress progress) throws PublishException, IOException {
        Catalog catalog = Catalog.open(layout, product);
        BaseRelease base = new BaseMaker(catalog, disk, progress).make(request);
        release().publish(catalog.current(), Catalog.targetsOf(base));
        return base;
    }

    /**
     * Signs and publishes the next patch level of a base release. Levels are cumulative: what the level before changes,
     * this one changes too, unless the request supersedes it.
     *
     * @throws PublishException if devices would not take it, or it would not be what was meant
     */
    public Patch addPatch(PatchRequest request, Progress progress) throws PublishException, IOException {
        Catalog catalog = Catalog.open(layout, product);
        Patch patch = new PatchMaker(catalog, disk, progress).make(request);
        release().publish(catalog.current(), Catalog.targetsOf(patch));
        return patch;
    }

    /**
     * Withdraws a level: signs a list without it. A device that has not installed it never will; one that runs it keeps it
     * until a later level lands. Its number is not given to another level.
     *
     * @return what it was
     * @throws PublishException if there is no such level, or it was pulled already
     */
    public Patch pull(String base, PatchLevel level) throws PublishException, IOException {
        Catalog catalog = Catalog.open(layout, product);
        Patch patch = catalog.getLevel(base, level);
        release().withdraw(catalog.current(), Catalog.path(patch.id()));
        return patch;
    }

    /**
     * The notification that announces the newest state of a base release. Signs a fresh timestamp where the one at hand
     * has lived half its life.
     *
     * @param spread over how long the devices shall spread their requests, in whole seconds, at most a day
     * @throws PublishException if there is no such base
     */
    public byte[] notification(String base, Duration spread) throws PublishException, IOException {
        Catalog catalog = Catalog.open(layout, product);
        catalog.getBase(base);
        Current fresh = release().refresh(catalog.current());
        Bytes timestamp = Bytes.copyOf(fresh.timestamp().bytes());
        return NotifyFormat.write(new Notification(Optional.of(timestamp), Optional.empty(), spread));
    }

    private Release release() {
        return new Release(layout, disk, new KeyFolder(layout.keys()), clock);
    }

    /** Lets go of the workspace. */
    @Override
    public void close() throws IOException {
        try {
            disk.clear();
        } finally {
            lock.close();
        }
    }
}
