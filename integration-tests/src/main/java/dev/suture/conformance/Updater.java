// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.fetch.http.internal.HttpFetcher;
import dev.suture.fetch.http.internal.HttpLimits;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.internal.ListedFiles;
import dev.suture.verify.internal.Repository;
import dev.suture.verify.internal.RepositoryMetadata;
import dev.suture.verify.internal.TrustDirectory;

/** The device's client workflow, fetcher and trusted files, over a repository and a folder of the suite's. */
final class Updater {
    /** Far above all that the suite offers, and read into memory. */
    private static final int MAX_LENGTH = 16 << 20;
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 512,
            Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final TufClient client;
    private final Fetcher fetcher = new HttpFetcher(LIMITS);

    Updater(Path metadata, URI address, RefreshObserver observer, Clock clock) {
        Repository repository = repository(address);
        RepositoryMetadata source = new RepositoryMetadata(repository, fetcher, repository.locate(""));
        client = new TufClient(source, new TrustDirectory(metadata.resolve("root.json"), metadata), observer,
                clock);
    }

    private Repository repository(URI address) {
        return new Repository(URI.create(address + (address.getPath().endsWith("/") ? "" : "/")), () -> List.of(
                fetcher));
    }

    TrustedView refresh() throws VerificationException, FetchException {
        return client.refresh(Optional.empty());
    }

    /** Downloads a target that is not here yet as it is listed. */
    void download(String target, URI address, TrustedView view, Downloads downloads)
            throws VerificationException, FetchException, IOException {
        TargetFile file = client.search(target).orElseThrow(() -> new VerificationException(Attack.WRONG_TARGET,
                "target", "nobody who may say so lists it")).file();
        if (!downloads.has(target, file)) {
            Repository targets = repository(address);
            downloads.save(target, new ListedFiles(targets, fetcher, targets.locate(""), view).get(target, file,
                    MAX_LENGTH));
        }
    }
}
