// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import dev.suture.fuzz.FuzzTargets;

class FuzzTest extends FuzzTargets {
    private static final String PASSWORD = "secret";

    FuzzTest() throws GeneralSecurityException, IOException {
        TestAuthority authority = new TestAuthority("authority");
        TestIdentity identity = authority.issue(TestAuthority.Wish.valid("device"));
        target("certificates", input -> Pem.certificates("input", input), TlsException.class)
                .sample(text(authority.pem() + identity.certificatePem())).sample(identity.certificate().getEncoded());
        target("private-key", input -> Pem.key("input", input, identity.certificate()), TlsException.class)
                .sample(text(identity.keyPem()));
        target("pkcs12", input -> Identity.ofPkcs12("input", input, PASSWORD.toCharArray()), TlsException.class)
                .sample(quick(identity));
        target("login", this::login, TlsException.class).sample(text("user\npassword\n"));
    }

    /** A key store whose password is hashed once: how often its file says, which a good one does to be slow. */
    private static byte[] quick(TestIdentity identity) throws GeneralSecurityException, IOException {
        List<String> counts = List.of("keystore.pkcs12.macIterationCount", "keystore.pkcs12.certPbeIterationCount",
                "keystore.pkcs12.keyPbeIterationCount");
        counts.forEach(count -> System.setProperty(count, "1"));
        try {
            return identity.pkcs12(PASSWORD);
        } finally {
            counts.forEach(System::clearProperty);
        }
    }

    private void login(byte[] input) throws IOException {
        Login login = Login.read(file(input).toString(), warning -> {});
        assertFalse(login.user().isEmpty() || login.password().isEmpty());
    }
}
