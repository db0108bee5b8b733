// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;

/** The client of sigstore-java with its own store, as its own façade puts them together. */
final class SigstoreWork implements Client.Work {
    private final Repository repository;

    SigstoreWork(Repository repository) {
        this.repository = repository;
    }

    @Override
    public void refresh(Path trusted) throws IOException, JsonParseException {
        Path targets = Files.createDirectories(trusted.resolve("targets"));
        FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(trusted, targets);
        Updater updater = Updater.builder()
                .setTrustedMetaStore(TrustedMetaStore.newTrustedMetaStore(PassthroughCacheMetaStore
                        .newPassthroughMetaCache(store)))
                .setTargetStore(store)
                .setTrustedRootPath(RootProvider.fromFile(repository.root()))
                .setMetaFetcher(MetaFetcher.newFetcher(new Folder(repository.metadata())))
                .setTargetFetcher(new Folder(repository.targets()))
                .build();
        updater.updateMeta();
        updater.downloadTarget(Repository.TARGET);
    }

    /** A folder in the place of a server. */
    private record Folder(Path path) implements Fetcher {
        @Override
        public String getSource() {
            return path.toString();
        }

        @Override
        public byte[] fetchResource(String name, int maxLength) throws IOException {
            Path file = path.resolve(name);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
    }
}
