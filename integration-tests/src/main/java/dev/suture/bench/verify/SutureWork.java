// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.tuf.MetadataSource;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.verify.VerificationException;
import dev.suture.verify.internal.TrustDirectory;

/** The device's client workflow and its trusted files, each of which is on the disk for good before the next is asked for. */
final class SutureWork implements Client.Work, MetadataSource, RefreshObserver {
    private final Repository repository;

    SutureWork(Repository repository) {
        this.repository = repository;
    }

    @Override
    public void refresh(Path trusted) throws IOException, VerificationException, FetchException {
        Path root = trusted.resolve("root.json");
        if (!Files.exists(root)) {
            Files.copy(repository.root(), root);
        }
        TrustDirectory store = new TrustDirectory(root, trusted.resolve("metadata"));
        TufClient client = new TufClient(this, store, this, Clock.systemUTC());
        TrustedView view = client.refresh(Optional.empty());
        TargetFile target = client.search(Repository.TARGET).orElseThrow().file();
        byte[] content = Files.readAllBytes(repository.targets().resolve(view.locate(Repository.TARGET, target)));
        if (!target.matches(content)) {
            throw new IOException("the target is not what is listed");
        }
    }

    @Override
    public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
        Path file = repository.metadata().resolve(fileName);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new FetchException(Reason.REFUSED, file.toUri(), e.getMessage());
        }
    }

    @Override
    public FetchException missing(String fileName) {
        URI file = repository.metadata().resolve(fileName).toUri();
        return new FetchException(Reason.REFUSED, file, "not there");
    }

    @Override
    public void adopted(String role, long version) {
        // Nobody is told.
    }

    @Override
    public void equivocation(String role) {
        // Nobody is told.
    }

    @Override
    public void discarded(String role, VerificationException why) {
        // Nobody is told.
    }
}
