// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A private key and its certificate, in the forms in which people keep them. */
public record TestIdentity(PrivateKey key, X509Certificate certificate) {
    /** The certificate, PEM. */
    public String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** The key, PKCS#8 in PEM. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** Both, PKCS#12. */
    public byte[] pkcs12(String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("device", key, password.toCharArray(), new Certificate[]{certificate});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    /** Writes {@code <name>.pem} and {@code <name>.key}, the key for its owner only; replaces what is there. */
    public void write(Path folder, String name) throws GeneralSecurityException, IOException {
        Files.writeString(folder.resolve(name + ".pem"), certificatePem());
        secret(folder.resolve(name + ".key"), keyPem().getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a file that only its owner may read. */
    public static Path secret(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, content);
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}
