// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateKeyTest {
    private static final byte[] MESSAGE = Interop.message();

    static List<PrivateKey> fresh() {
        SecureRandom random = new SecureRandom();
        return List.of(Ed25519PrivateKey.generate(random), EcdsaPrivateKey.generate(random),
                MlDsaPrivateKey.generate(MlDsa.ML_DSA_44, random), MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, random),
                MlDsaPrivateKey.generate(MlDsa.ML_DSA_87, random));
    }

    @ParameterizedTest
    @MethodSource("fresh")
    void readsWhatItWroteAndSignsForItsOtherHalf(PrivateKey key) throws Exception {
        PrivateKey again = PrivateKey.read(key.pkcs8());
        assertEquals(key.key(), again.key());
        assertTrue(Key.read("key", key.key().json()).verifies(MESSAGE, again.sign(MESSAGE)));
        assertFalse(key.key().verifies(new byte[1], again.sign(MESSAGE)));
        byte[] secret = key.pkcs8();
        assertFalse(key.toString().contains(HexFormat.of().formatHex(secret, secret.length - 32, secret.length)));
    }

    @ParameterizedTest
    @MethodSource("fresh")
    void signsMetadataThatTheWholeWorkflowTakes(PrivateKey key) throws Exception {
        ClientFixture fixture = new ClientFixture();
        for (RepositorySimulator.RoleState role : fixture.repository.roles.values()) {
            role.keys.add(key);
            role.signers.add(key);
            role.threshold++;
        }
        fixture.repository.publishRoot();
        fixture.repository.publish();
        assertEquals(2, fixture.refresh().targets().version());
        fixture.repository.roles.values().forEach(role -> role.signers.remove(key));
        fixture.repository.publishTimestamp();
        fixture.assertRefused(Attack.ARBITRARY_CONTENT, "timestamp");
    }

    @ParameterizedTest
    @CsvSource({"ed25519,ed25519,ed25519", "ecdsa,ecdsa,ecdsa-sha2-nistp256", "ml-dsa-44,ml-dsa,ml-dsa-44/1",
            "ml-dsa-65,ml-dsa,ml-dsa-65/1", "ml-dsa-87,ml-dsa,ml-dsa-87/1"})
    void readsTheKeysOfAnotherImplementation(String name, String type, String scheme) throws Exception {
        byte[] der = der(Interop.text(name + ".key"));
        PrivateKey key = PrivateKey.read(der);
        assertArrayEquals(der, key.pkcs8());
        assertTrue(key.key().verifies(MESSAGE, Interop.signature(name)));
        byte[] publicDer = der(Interop.pem(name));
        String publicValue = type.equals("ed25519")
                ? HexFormat.of().formatHex(publicDer, publicDer.length - 32, publicDer.length)
                : Interop.pem(name);
        assertEquals(Interop.key(type, scheme, publicValue), key.key(), "written byte for byte as that one does");
    }

    @Test
    void refusesEverythingElse() {
        byte[] ecdsa = der(Interop.text("ecdsa.key"));
        byte[] otherHalf = ecdsa.clone();
        otherHalf[otherHalf.length - 1] ^= 1;
        byte[] zero = ecdsa.clone();
        Arrays.fill(zero, 36, 68, (byte) 0);
        byte[] order = ecdsa.clone();
        Arrays.fill(order, 36, 68, (byte) 0xff);
        for (byte[] bad : List.of(new byte[0], new byte[48], Arrays.copyOf(ecdsa, ecdsa.length - 1),
                Arrays.copyOf(ecdsa, ecdsa.length + 1), otherHalf, zero, order, der(Interop.pem("ed25519")))) {
            String message = assertThrows(IllegalArgumentException.class, () -> PrivateKey.read(bad)).getMessage();
            assertEquals("no Ed25519, P-256 or ML-DSA private key", message);
        }
        assertThrows(IllegalArgumentException.class, () -> MlDsaPrivateKey.of(MlDsa.ML_DSA_65, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> MlDsaKey.of(MlDsa.ML_DSA_65, new byte[1312]));
        assertThrows(IllegalArgumentException.class, () -> Ed25519PrivateKey.of(new byte[31]));
    }

    private static byte[] der(String pem) {
        return Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    }
}
