// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.tuf.Ed25519PrivateKey;
import dev.suture.tuf.Minimum;
import dev.suture.tuf.MlDsa;
import dev.suture.tuf.MlDsaPrivateKey;
import dev.suture.tuf.PrivateKey;
import dev.suture.tuf.Signer;

/**
 * Makes keys and keeps them: {@code NAME.pem} is an Ed25519 key, {@code NAME-pq.pem} the ML-DSA key that goes with it. Of
 * persons who hold both, t sign with 2t keys, t of each class.
 */
final class KeyMaker {
    private final KeyFolder folder;
    private final SecureRandom random;
    private final Disk disk;

    KeyMaker(KeyFolder folder, SecureRandom random, Disk disk) {
        this.folder = folder;
        this.random = random;
        this.disk = disk;
    }

    /** A role of persons, of whom some must sign. */
    RoleKeys persons(String role, int persons, int whoSign) throws IOException {
        List<Signer> signers = new ArrayList<>();
        for (int person = 1; person <= persons; person++) {
            signers.addAll(pair(role + "-" + person));
        }
        return new RoleKeys(role, signers, 2 * whoSign, Optional.of(Minimum.of(whoSign)));
    }

    /** A role of one online key, or of a pair: an ML-DSA signature makes each timestamp 6.6 kB longer. */
    RoleKeys online(String role, boolean pq) throws IOException {
        return pq
                ? new RoleKeys(role, pair(role), 2, Optional.of(Minimum.of(1)))
                : new RoleKeys(role, List.of(classical(role)), 1, Optional.empty());
    }

    private List<Signer> pair(String name) throws IOException {
        return List.of(classical(name), kept(name + "-pq", MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, random)));
    }

    private Signer classical(String name) throws IOException {
        return kept(name, Ed25519PrivateKey.generate(random));
    }

    private Signer kept(String name, PrivateKey key) throws IOException {
        folder.keep(name, key, disk);
        return key;
    }
}
