// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Optional;

import dev.suture.verify.VerificationException;

/**
 * What a device's trusted files say, without a network. Some of it may be expired: each answer tells from when on, and the
 * caller judges. Changes nothing. Used by one thread.
 */
public final class OfflineClient {
    private final LocalFiles files;
    private final TrustedView view;
    private final DelegatedMetadata delegated;

    private OfflineClient(LocalFiles files, TrustedMetadata trusted) throws VerificationException {
        this.files = files;
        this.view = trusted.view();
        this.delegated = trusted.delegated();
    }

    /**
     * Reads the files of the top-level roles.
     *
     * @throws VerificationException if they are not complete, or not what the trusted keys signed
     */
    public static OfflineClient open(TrustedStore store, RefreshObserver observer) throws VerificationException {
        LocalFiles files = new LocalFiles(store, observer);
        TrustedMetadata trusted = files.open(Instant.EPOCH); // nothing here asks for the time
        trusted.endChain();
        files.recall(trusted);
        return new OfflineClient(files, trusted);
    }

    /** What time it is at least: never before what a trusted role said when it signed. */
    public Instant atLeast(Instant clock) {
        return files.atLeast(clock);
    }

    /** The metadata of the top-level roles. */
    public TrustedView view() {
        return view;
    }

    /**
     * Searches all roles for a target (TUF 5.6.7).
     *
     * @throws VerificationException if a role's file on the way is missing, or is not the one that is trusted
     */
    public Optional<FoundTarget> search(String path) throws VerificationException {
        return targets().find(path);
    }

    /**
     * What a role says to which the top-level targets role delegates directly.
     *
     * @return empty if it does not delegate to it
     * @throws VerificationException if the role's file is missing, or is not the one that is trusted
     */
    public Optional<DelegatedTargets> findDelegated(String role) throws VerificationException {
        return targets().findDelegated(role);
    }

    private TargetSearch<VerificationException> targets() {
        return new TargetSearch<>(view, link -> {
            files.recall(link, delegated);
            return delegated.getSigned(link);
        });
    }
}
