// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.MetadataSource;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedStore;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.verify.VerificationException;

import org.tukaani.xz.XZInputStream;

/** A device that trusts the first root and reads the repository's folder as a static web server would serve it. */
final class Device implements MetadataSource, TrustedStore, RefreshObserver {
    private final Path repository;
    private final Map<String, byte[]> files = new HashMap<>();
    private final byte[] installed;
    private final TufClient client;
    private TrustedView view;
    private DelegatedTargets patches;

    Device(Path repository, Clock clock) throws IOException {
        this.repository = repository;
        this.installed = Files.readAllBytes(repository.resolve("metadata").resolve("1.root.json"));
        this.client = new TufClient(this, this, this, clock);
    }

    /** Takes the newest state; then everything it lists must be there. */
    Device refresh() throws Exception {
        return refresh(Optional.empty());
    }

    Device refresh(Optional<byte[]> pushed) throws Exception {
        view = client.refresh(pushed);
        patches = client.findDelegated("patches-gateway").orElseThrow();
        for (String path : paths()) {
            target(path);
            if (path.endsWith("/patch.json")) {
                for (Artifact artifact : PatchFormat.read(target(path)).artifacts()) {
                    content(artifact);
                }
            }
        }
        return this;
    }

    TrustedView view() {
        return view;
    }

    DelegatedTargets patches() {
        return patches;
    }

    Set<String> paths() {
        return patches.targets().keySet();
    }

    BaseRelease base(String base) throws Exception {
        return BaseFormat.read(target("gateway/" + base + "/base.json"));
    }

    Patch patch(String base, int level) throws Exception {
        return PatchFormat.read(target("gateway/" + base + "/" + level + "/patch.json"));
    }

    /** The canonical jar of an artifact. */
    byte[] content(Artifact artifact) throws Exception {
        byte[] packed = Files.readAllBytes(repository.resolve("targets/sha256/" + artifact.content().hex()));
        if (packed.length != artifact.contentLength() || !sha256(packed).equals(artifact.content())) {
            throw new IOException("wrong content");
        }
        byte[] jar = new XZInputStream(new ByteArrayInputStream(packed)).readAllBytes();
        if (jar.length != artifact.length() || !sha256(jar).equals(artifact.digest())) {
            throw new IOException("wrong jar");
        }
        return jar;
    }

    static Digest sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private byte[] target(String path) throws IOException {
        TargetFile listed = patches.find(path).orElseThrow();
        int name = path.lastIndexOf('/') + 1;
        String digest = listed.hashes().findSha256().orElseThrow().hex();
        byte[] content = Files.readAllBytes(
                repository.resolve("targets/" + path.substring(0, name) + digest + "." + path.substring(name)));
        if (!listed.matches(content)) {
            throw new IOException("wrong target");
        }
        return content;
    }

    @Override
    public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
        try {
            return Optional.of(Files.readAllBytes(repository.resolve("metadata").resolve(fileName)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FetchException(FetchException.Reason.UNREACHABLE, repository.toUri(), "unreadable", e);
        }
    }

    @Override
    public FetchException missing(String fileName) {
        return new FetchException(FetchException.Reason.REFUSED, repository.toUri(), fileName + " is missing");
    }

    @Override
    public byte[] initialRoot() {
        return installed.clone();
    }

    @Override
    public Optional<byte[]> find(String role) {
        return Optional.ofNullable(files.get(role));
    }

    @Override
    public void save(String role, byte[] bytes) {
        files.put(role, bytes.clone());
    }

    @Override
    public Optional<byte[]> findFloor(Slot slot) {
        return Optional.empty();
    }

    @Override
    public void saveFloor(Slot slot, byte[] bytes) {
        // It never loses what it trusts.
    }

    @Override
    public void delete(String role) {
        files.remove(role);
    }

    @Override
    public void adopted(String role, long version) {
        // Whoever asks looks at the view.
    }

    @Override
    public void equivocation(String role) {
        throw new IllegalStateException("two files of one version: " + role);
    }

    @Override
    public void discarded(String role, VerificationException why) {
        throw new IllegalStateException(why);
    }
}
