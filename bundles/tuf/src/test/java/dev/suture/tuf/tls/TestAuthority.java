// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority that lives as long as the test and signs whatever it is asked for. Its certificates are ECDSA P-256. */
public final class TestAuthority {
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    /**
     * What a certificate is to say.
     *
     * @param commonName its owner
     * @param begin from when it counts
     * @param end until when
     * @param hosts the host names and IPv4 addresses it is for, if it is a server's
     */
    public record Wish(String commonName, Instant begin, Instant end, String... hosts) {
        /** One that counts now. */
        public static Wish valid(String commonName, String... hosts) {
            Instant now = Instant.now();
            return new Wish(commonName, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), hosts);
        }

        /** One that has ended. */
        public static Wish ended(String commonName, Instant end, String... hosts) {
            return new Wish(commonName, end.minus(Duration.ofDays(30)), end, hosts);
        }
    }

    /** Makes a key and a certificate of its own. */
    public TestAuthority(String commonName) throws GeneralSecurityException, IOException {
        KeyPair pair = pair();
        name = name(commonName);
        key = pair.getPrivate();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        certificate = sign(Wish.valid(commonName), pair.getPublic(), extensions);
    }

    /** What others trust, PEM. */
    public String pem() throws GeneralSecurityException {
        return TestIdentity.pem("CERTIFICATE", certificate.getEncoded());
    }

    /** A new key and its certificate. */
    public TestIdentity issue(Wish wish) throws GeneralSecurityException, IOException {
        KeyPair pair = pair();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        if (wish.hosts().length > 0) {
            extensions.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(Arrays.stream(wish.hosts()).map(host -> new GeneralName(
                            host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                            .toArray(GeneralName[]::new)));
        }
        return new TestIdentity(pair.getPrivate(), sign(wish, pair.getPublic(), extensions));
    }

    private X509Certificate sign(Wish wish, PublicKey owner, ExtensionsGenerator extensions)
            throws GeneralSecurityException, IOException {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(64, new SecureRandom()).setBit(64)));
        generator.setIssuer(name);
        generator.setSubject(name(wish.commonName()));
        generator.setStartDate(new Time(Date.from(wish.begin())));
        generator.setEndDate(new Time(Date.from(wish.end())));
        generator.setSignature(ECDSA);
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(owner.getEncoded()));
        if (!extensions.isEmpty()) {
            generator.setExtensions(extensions.generate());
        }
        TBSCertificate signed = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(signed.getEncoded(ASN1Encoding.DER));
        byte[] der = new DERSequence(new ASN1Encodable[]{signed, ECDSA, new DERBitString(signature.sign())})
                .getEncoded();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, new DERUTF8String(commonName)).build();
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
