// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

import dev.suture.tuf.EcdsaPrivateKey;
import dev.suture.tuf.Ed25519PrivateKey;
import dev.suture.tuf.Minimum;
import dev.suture.tuf.MlDsa;
import dev.suture.tuf.MlDsaPrivateKey;
import dev.suture.tuf.Signer;

/** With what the roles of a repository sign. */
enum Scheme {
    ED25519("ed25519"), ECDSA("ecdsa"), RSA("rsa-pss-3072"), ML_DSA("ml-dsa-65"),
    /** One person, who signs with two keys, and both are asked for. */
    HYBRID("hybrid");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String label;

    Scheme(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** New keys of one person. */
    List<Signer> person() {
        return switch (this) {
        case ED25519 -> List.of(Ed25519PrivateKey.generate(RANDOM));
        case ECDSA -> List.of(EcdsaPrivateKey.generate(RANDOM));
        case RSA -> List.of(new RsaSigner(RANDOM));
        case ML_DSA -> List.of(MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, RANDOM));
        case HYBRID -> List.of(Ed25519PrivateKey.generate(RANDOM),
                MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, RANDOM));
        };
    }

    /** What a role of one person asks for besides its threshold. */
    Optional<Minimum> minimum() {
        return this == HYBRID ? Optional.of(Minimum.of(1)) : Optional.empty();
    }
}
