// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Constants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import dev.suture.notify.Bytes;
import dev.suture.patch.Advisory;
import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.Replacement;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.tuf.format.PatchFormat;

/** Makes what a no-op consists of, but for the signatures. */
final class Maker {
    private static final int FASTEST = 0;

    private final SecureRandom random;

    Maker(SecureRandom random) {
        this.random = random;
    }

    NoOp make() {
        byte[] jar = jar();
        byte[] content = xz(jar);
        byte[] patch = PatchFormat.write(patch(jar, content));
        byte[] spoilt = content.clone();
        spoilt[spoilt.length / 2] ^= 1;
        Map<String, Bytes> right = Map.of(path(content), Bytes.copyOf(content));
        Vendor vendor = new Vendor(random, patch);
        return new NoOp(vendor.root(), Map.of(Form.RIGHT, vendor.publish(right), Form.FLIPPED, vendor.flipped(right),
                Form.EXPIRED, vendor.expired(right), Form.FOREIGN_KEYS, vendor.foreignKeys(right), Form.FOREIGN_ROLE,
                vendor.foreignRole(right), Form.SPOILT,
                vendor.publish(Map.of(path(content), Bytes.copyOf(spoilt)))), sha256(patch), sha256(jar));
    }

    private static Patch patch(byte[] jar, byte[] content) {
        Artifact whole = new Artifact(sha256(jar), jar.length, Artifact.Encoding.XZ, Optional.empty(), sha256(content),
                content.length);
        Replacement replacement = new Replacement(NoOp.before(),
                new BundleRef(NoOp.BUNDLE, NoOp.VERSION, sha256(jar)));
        Advisory advisory = new Advisory("no-op", "changes nothing", List.of(), Severity.LOW, false, List.of(), "",
                Instant.EPOCH);
        return new Patch(new PatchId(NoOp.PRODUCT, NoOp.BASE, NoOp.LEVEL),
                new Changes(List.of(replacement), List.of(), List.of(), List.of()), List.of(whole), advisory,
                Terms.DEFAULT);
    }

    private static String path(byte[] content) {
        return "targets/sha256/" + sha256(content).hex();
    }

    /** A bundle with nothing in it. */
    private static byte[] jar() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, NoOp.BUNDLE);
        main.putValue(Constants.BUNDLE_VERSION, NoOp.VERSION);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] jar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(FASTEST))) {
            out.write(jar);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static Digest sha256(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
