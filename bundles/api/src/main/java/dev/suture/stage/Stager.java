// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage;

import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;

import org.osgi.annotation.versioning.ProviderType;

/** Brings an offer onto the disk and keeps the generations. One {@link #stage} at a time; the rest from any thread. */
@ProviderType
public interface Stager {
    /**
     * Fetches what is missing, verifies it into the store and builds the generation. Touches nothing that runs. Done
     * again after a cut, it goes on where it was.
     *
     * @param running the generation the patch is applied to; a base update keeps what this device has beyond its base release
     * @param watch asked and told between chunks; cancelled, the call ends with {@link FetchException.Reason#CANCELLED}
     * @return the generation, complete and synced to disk
     * @throws StageException if the patch does not fit, the content is not what was signed, or the disk fails
     * @throws FetchException if the content cannot be had
     */
    Generation stage(Offer offer, Generation running, StageWatch watch) throws StageException, FetchException;

    /** The same stager at another place: it touches nothing of this device. */
    Stager at(Site site);

    /**
     * Removes what nobody needs: all generations but {@code kept}, the base releases that these were made from, those that bundles
     * run from, and the newest; and the jars that none of these has. A generation that cannot be read is nobody's need, unless
     * it is one of {@code kept}: then nothing is removed at all. Not to be called while an offer waits that was staged, unless its
     * generation is kept.
     *
     * @return how many bytes of the store were given back
     * @throws StageException if the disk fails, or one of {@code kept} is damaged; done again it goes on
     */
    long collect(Set<Integer> kept) throws StageException;

    /**
     * The generation of this number.
     *
     * @throws StageException if there is none or its file is damaged
     */
    Generation get(int number) throws StageException;
}
