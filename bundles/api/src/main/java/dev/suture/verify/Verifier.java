// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;

import org.osgi.annotation.versioning.ProviderType;

/** Runs the verification workflow (TUF 1.0.34 §5.3) and keeps the trusted metadata. One call at a time. */
@ProviderType
public interface Verifier {
    /**
     * Brings the trusted metadata up to date and says what this device is offered.
     *
     * @param hint what triggered this; its timestamp, if it verifies, stands in for fetching it
     * @param level the level that is confirmed on this device; nothing at or below it is offered
     * @param held patches that are not tried by themselves on this device: such a one is offered only if there is no other
     * @return the newest patch above {@code level} that its rollout has reached here, or empty if there is none
     * @throws VerificationException if metadata is refused; what was trusted before stays trusted
     * @throws FetchException if it cannot be had
     */
    Optional<Offer> refresh(Notification hint, int level, Set<Digest> held)
            throws VerificationException, FetchException;

    /**
     * Brings the trusted metadata up to date and looks for another base release. Only for a person at this device: a base
     * release is never offered by itself.
     *
     * @param base its name
     * @return the offer, or empty if the repository has no such base release
     * @throws VerificationException if metadata is refused, or the base release of this device is not in the repository, or
     *         the other one comes without its content
     * @throws FetchException if it cannot be had
     */
    Optional<Offer> findBase(String base) throws VerificationException, FetchException;

    /** The same verifier at another place: it trusts what lies there and touches nothing of this device. */
    Verifier at(Site site);

    /** How {@code offer} stands with the newest trusted metadata on disk; asks nobody. */
    Standing recheck(Offer offer) throws VerificationException;
}
