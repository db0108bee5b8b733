// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.verify.VerificationException;

/** Delegated roles as they are wanted: from this refresh, from the device's files, or else from the repository. */
final class OnlineRoles implements TargetSearch.Supply<FetchException> {
    private final LocalFiles files;
    private final RemoteFiles repository;
    private final RefreshObserver observer;
    private final DelegatedMetadata delegated;
    private final TrustedMetadata trusted;

    OnlineRoles(LocalFiles files, RemoteFiles repository, RefreshObserver observer, TrustedMetadata trusted) {
        this.files = files;
        this.repository = repository;
        this.observer = observer;
        this.delegated = trusted.delegated();
        this.trusted = trusted;
    }

    @Override
    public Signed<Targets> get(Link link) throws VerificationException, FetchException {
        MetaFile listed = delegated.getListed(link.name());
        files.recall(link, delegated);
        Optional<Signed<Targets>> own = delegated.findFinal(link);
        return own.isPresent() ? own.get() : fetch(link, listed);
    }

    private Signed<Targets> fetch(Link link, MetaFile listed) throws VerificationException, FetchException {
        String name = link.name().encoded();
        byte[] bytes = repository.get(RoleType.TARGETS, name, listed, trusted.root().consistentSnapshot()); // 5.6.1
        Signed<Targets> file = delegated.update(link, bytes);
        files.raise(trusted.floor());
        files.save(link.name().stem(), bytes); // 5.6.6
        observer.adopted(name, listed.version());
        return file;
    }
}
