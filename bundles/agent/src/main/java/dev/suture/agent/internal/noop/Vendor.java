// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.notify.Bytes;
import dev.suture.tuf.Delegation;
import dev.suture.tuf.Delegations;
import dev.suture.tuf.Ed25519PrivateKey;
import dev.suture.tuf.Header;
import dev.suture.tuf.Key;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Metadata;
import dev.suture.tuf.Minimum;
import dev.suture.tuf.MlDsa;
import dev.suture.tuf.MlDsaPrivateKey;
import dev.suture.tuf.NamedRoles;
import dev.suture.tuf.ProductRoles;
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

    private static final ProductRoles PRODUCT = new ProductRoles(NoOp.PRODUCT);
    /** Trusted with the same paths, for another product. */
    private static final ProductRoles OTHER = new ProductRoles("other");

    private final Map<String, List<Signer>> keys = new HashMap<>();
    private final byte[] patch;

    Vendor(SecureRandom random, byte[] patch) {
        for (String role : List.of("root", "targets", "snapshot", "timestamp", PRODUCT.patches().name(),
                OTHER.patches().name())) {
            keys.put(role, List.of(Ed25519PrivateKey.generate(random),
                    MlDsaPrivateKey.generate(MlDsa.ML_DSA_65, random)));
        }
        this.patch = patch;
    }

    Bytes root() {
        List<String> top = List.of("root", "targets", "snapshot", "timestamp");
        Map<String, Role> roles = new HashMap<>();
        top.forEach(role -> roles.put(role, role(role)));
        return bytes(sign(RoleType.ROOT, "root", new Root(until(FOR_EVER), true, listed(top), roles)));
    }

    private Role role(String name) {
        List<String> ids = keys.get(name).stream().map(signer -> signer.key().id()).toList();
        return new Role(ids, ids.size(), Optional.of(Minimum.of(1)));
    }

    private Map<String, Key> listed(List<String> roles) {
        Map<String, Key> listed = new HashMap<>();
        roles.forEach(role -> keys.get(role).forEach(signer -> listed.put(signer.key().id(), signer.key())));
        return listed;
    }

    /** The repository as it has to be. @param content what lies beside the patch, by path */
    Map<String, Bytes> publish(Map<String, Bytes> content) {
        return publish(content, PRODUCT, PRODUCT.patches().name(), FOR_EVER);
    }

    /** Another year of expiry, under the signature of the right one. */
    Map<String, Bytes> flipped(Map<String, Bytes> content) {
        Map<String, Bytes> files = publish(content);
        String right = new String(files.get(TIMESTAMP).toArray(), StandardCharsets.UTF_8);
        files.put(TIMESTAMP, Bytes.copyOf(right.replace("2999-", "2998-").getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    Map<String, Bytes> expired(Map<String, Bytes> content) {
        return publish(content, PRODUCT, PRODUCT.patches().name(), LONG_AGO);
    }

    /** The keys of the snapshot sign for the patches. */
    Map<String, Bytes> foreignKeys(Map<String, Bytes> content) {
        return publish(content, PRODUCT, "snapshot", FOR_EVER);
    }

    /** Another product's role lists the patch, rightly signed, and trusted with its path. */
    Map<String, Bytes> foreignRole(Map<String, Bytes> content) {
        return publish(content, OTHER, PRODUCT.patches().name(), FOR_EVER);
    }

    private Map<String, Bytes> publish(Map<String, Bytes> content, ProductRoles lister, String signer, Instant expiry) {
        Signed<Targets> targets = sign(RoleType.TARGETS, "targets",
                new Targets(until(FOR_EVER), Map.of(), Optional.of(delegations())));
        Signed<Targets> patches = sign(RoleType.TARGETS, signer, list(lister.equals(PRODUCT)));
        Signed<Targets> others = sign(RoleType.TARGETS, OTHER.patches().name(), list(lister.equals(OTHER)));
        Signed<Snapshot> snapshot = sign(RoleType.SNAPSHOT, "snapshot", new Snapshot(until(FOR_EVER),
                Map.of("targets.json", MetaFile.of(targets), PRODUCT.patches().name() + ".json", MetaFile.of(patches),
                        OTHER.patches().name() + ".json", MetaFile.of(others))));
        Signed<Timestamp> timestamp = sign(RoleType.TIMESTAMP, "timestamp",
                new Timestamp(until(expiry), MetaFile.of(snapshot)));
        Map<String, Bytes> files = new HashMap<>(content);
        files.put("targets/" + FOLDER + Maker.sha256(patch).hex() + ".patch.json", Bytes.copyOf(patch));
        files.put("metadata/1.targets.json", bytes(targets));
        files.put("metadata/1." + PRODUCT.patches().encoded() + ".json", bytes(patches));
        files.put("metadata/1." + OTHER.patches().encoded() + ".json", bytes(others));
        files.put("metadata/1.snapshot.json", bytes(snapshot));
        files.put(TIMESTAMP, bytes(timestamp));
        return files;
    }

    private Delegations delegations() {
        List<Delegation> roles = Stream.of(PRODUCT, OTHER).map(product -> new Delegation(product.patches(),
                role(product.patches().name()), false, PRODUCT.patchesPaths())).toList();
        return new Delegations(listed(List.of(PRODUCT.patches().name(), OTHER.patches().name())),
                new NamedRoles(roles));
    }

    /** The base release is always listed: that there is no patch shall be the only thing that is wrong. */
    private Targets list(boolean patched) {
        TargetFile file = TargetFile.of(patch);
        return new Targets(until(FOR_EVER), patched
                ? Map.of(FOLDER + "patch.json", file)
                : Map.of(NoOp.PRODUCT + "/" + NoOp.BASE + "/base.json", file));
    }

    private <T extends Metadata> Signed<T> sign(RoleType<T> role, String signer, T content) {
        return Signed.sign(role, content, keys.get(signer));
    }

    private static Header until(Instant expiry) {
        return new Header(1, expiry);
    }

    private static Bytes bytes(Signed<?> file) {
        return Bytes.copyOf(file.bytes());
    }
}
