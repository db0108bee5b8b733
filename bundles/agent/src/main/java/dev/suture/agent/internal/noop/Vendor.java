// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.notify.Bytes;
import dev.suture.tuf.Ed25519PrivateKey;
import dev.suture.tuf.Header;
import dev.suture.tuf.Key;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Metadata;
import dev.suture.tuf.Minimum;
import dev.suture.tuf.MlDsa;
import dev.suture.tuf.MlDsaPrivateKey;
import dev.suture.tuf.Role;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Signer;
import dev.suture.tuf.Snapshot;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.Targets;
import dev.suture.tuf.Timestamp;

/**
 * Publishes one patch rightly, and wrongly in each way that has to be noticed. Its keys are nowhere but in it. Each role has
 * one of both classes and needs both: a verifier that has lost one of them must not be confirmed.
 */
final class Vendor {
    /** Far from any clock, right or wrong. */
    private static final Instant FOR_EVER = Instant.parse("2999-01-01T00:00:00Z");
    private static final Instant LONG_AGO = Instant.EPOCH.plusSeconds(1);
    private static final String FOLDER = NoOp.PRODUCT + "/" + NoOp.BASE + "/" + NoOp.LEVEL.number() + "/";
    private static final String TIMESTAMP = "metadata/timestamp.json";

    private final Map<RoleType<?>, List<Signer>> keys = new HashMap<>();
    private final byte[] patch;

    Vendor(SecureRandom random, byte[] patch) {
        for (RoleType<?> role : List.of(RoleType.ROOT, RoleType.TARGETS, RoleType.SNAPSHOT, RoleType.TIMESTAMP)) {
            keys.put(role, List.of(Ed25519PrivateKey.generate(random),
                    MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, random)));
        }
        this.patch = patch;
    }

    Bytes root() {
        Map<String, Key> listed = new HashMap<>();
        Map<String, Role> roles = new HashMap<>();
        keys.forEach((role, signers) -> {
            signers.forEach(signer -> listed.put(signer.key().id(), signer.key()));
            List<String> ids = signers.stream().map(signer -> signer.key().id()).toList();
            roles.put(role.type(), new Role(ids, ids.size(), Optional.of(Minimum.of(1))));
        });
        return bytes(sign(RoleType.ROOT, RoleType.ROOT, new Root(until(FOR_EVER), true, listed, roles)));
    }

    /** The repository as it has to be. @param content what lies beside the patch, by path */
    Map<String, Bytes> publish(Map<String, Bytes> content) {
        return publish(content, RoleType.TARGETS, FOR_EVER);
    }

    /** Another year of expiry, under the signature of the right one. */
    Map<String, Bytes> flipped(Map<String, Bytes> content) {
        Map<String, Bytes> files = publish(content);
        String right = new String(files.get(TIMESTAMP).toArray(), StandardCharsets.UTF_8);
        files.put(TIMESTAMP, Bytes.copyOf(right.replace("2999-", "2998-").getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    Map<String, Bytes> expired(Map<String, Bytes> content) {
        return publish(content, RoleType.TARGETS, LONG_AGO);
    }

    /** The keys of the snapshot sign for the targets. */
    Map<String, Bytes> foreignRole(Map<String, Bytes> content) {
        return publish(content, RoleType.SNAPSHOT, FOR_EVER);
    }

    private Map<String, Bytes> publish(Map<String, Bytes> content, RoleType<?> targetsSigner, Instant expiry) {
        Signed<Targets> targets = sign(RoleType.TARGETS, targetsSigner,
                new Targets(until(FOR_EVER), Map.of(FOLDER + "patch.json", TargetFile.of(patch))));
        Signed<Snapshot> snapshot = sign(RoleType.SNAPSHOT, RoleType.SNAPSHOT,
                new Snapshot(until(FOR_EVER), Map.of(RoleType.TARGETS.fileName(), MetaFile.of(targets))));
        Signed<Timestamp> timestamp = sign(RoleType.TIMESTAMP, RoleType.TIMESTAMP,
                new Timestamp(until(expiry), MetaFile.of(snapshot)));
        Map<String, Bytes> files = new HashMap<>(content);
        files.put("targets/" + FOLDER + Maker.sha256(patch).hex() + ".patch.json", Bytes.copyOf(patch));
        files.put("metadata/1.targets.json", bytes(targets));
        files.put("metadata/1.snapshot.json", bytes(snapshot));
        files.put(TIMESTAMP, bytes(timestamp));
        return files;
    }

    private <T extends Metadata> Signed<T> sign(RoleType<T> role, RoleType<?> signer, T content) {
        return Signed.sign(role, content, keys.get(signer));
    }

    private static Header until(Instant expiry) {
        return new Header(1, expiry);
    }

    private static Bytes bytes(Signed<?> file) {
        return Bytes.copyOf(file.bytes());
    }
}
