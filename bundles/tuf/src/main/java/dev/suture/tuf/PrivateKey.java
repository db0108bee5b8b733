// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A private key in memory. Immutable; {@code toString} shows no secret. */
public sealed interface PrivateKey extends Signer permits Ed25519PrivateKey, EcdsaPrivateKey, MlDsaPrivateKey {
    /** The secret, as PKCS#8 in DER, unencrypted. */
    byte[] pkcs8();

    /**
     * Reads what {@link #pkcs8} writes; OpenSSL writes the same for Ed25519 and P-256, and for ML-DSA if it is asked for the
     * seed only.
     *
     * @throws IllegalArgumentException if this is no such key; the message shows nothing of it
     */
    static PrivateKey read(byte[] pkcs8) {
        Stream<Optional<? extends PrivateKey>> kinds = Stream.concat(
                Stream.of(Ed25519PrivateKey.find(pkcs8), EcdsaPrivateKey.find(pkcs8)),
                Arrays.stream(MlDsa.values()).map(set -> MlDsaPrivateKey.find(set, pkcs8)));
        return kinds.<PrivateKey>flatMap(Optional::stream).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no Ed25519, P-256 or ML-DSA private key"));
    }
}
