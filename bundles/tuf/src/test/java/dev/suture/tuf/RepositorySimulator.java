// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.suture.fetch.FetchException;

/**
 * A TUF repository in memory. It publishes what it is told to, right or wrong, and remembers what it was asked for. Every
 * test changes its fields, publishes, and looks at what the client makes of it.
 */
public final class RepositorySimulator implements MetadataSource {
    /** The time at which all tests take place. */
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** One role's settings for the next publication. */
    public static final class RoleState {
        public final List<Signer> keys = new ArrayList<>();
        public final List<Signer> signers = new ArrayList<>();
        public int threshold = 1;
        public Optional<Minimum> minimum = Optional.empty();
        public long version;
        public Instant expires = NOW.plus(Duration.ofDays(1));
        /** Whom it delegates to, if it is a targets role. */
        public final List<Trust> trusts = new ArrayList<>();
        /** What it delegates to instead, and the keys for that. */
        public Optional<HashBins> bins = Optional.empty();
        public final List<Key> binKeys = new ArrayList<>();
        /** What it lists, if it is a delegated role. */
        public final Map<String, TargetFile> targets = new TreeMap<>();
    }

    /** One delegation, and what the delegating role says of the other. */
    public static final class Trust {
        public final String role;
        public final List<Signer> keys;
        public int threshold = 1;
        public boolean terminating;
        public PathSet paths;

        private Trust(String role, List<Signer> keys, PathSet paths) {
            this.role = role;
            this.keys = new ArrayList<>(keys);
            this.paths = paths;
        }

        private Delegation toDelegation() {
            return new Delegation(new RoleName(role), new Role(ids(keys), threshold), terminating, paths);
        }
    }

    public final Map<String, RoleState> roles = new LinkedHashMap<>();
    /** The delegated roles by name. */
    public final Map<String, RoleState> delegated = new LinkedHashMap<>();
    /** What is served: file name to bytes. */
    public final Map<String, byte[]> served = new HashMap<>();
    /** The names of the files that were asked for, in order. */
    public final List<String> requests = new ArrayList<>();
    public final Map<String, TargetFile> targets = new TreeMap<>();
    /** Further files that the snapshot lists. */
    public final Map<String, MetaFile> furtherMeta = new TreeMap<>();
    public boolean consistentSnapshot = true;
    /** When the roles but root and delegated ones say that they were signed. */
    public Optional<Instant> signedAt = Optional.empty();
    /** Whether timestamp and snapshot list lengths and hashes. */
    public boolean lists = true;

    private int lastKey;

    /** A repository with one key for each role, two for targets, and everything published once. */
    public RepositorySimulator() {
        for (RoleType<?> role : List.of(RoleType.ROOT, RoleType.TARGETS, RoleType.SNAPSHOT, RoleType.TIMESTAMP)) {
            roles.put(role.type(), new RoleState());
            addKey(role);
        }
        addKey(RoleType.TARGETS);
        role(RoleType.TARGETS).threshold = 2;
        publishRoot();
        publish();
    }

    public RoleState role(RoleType<?> role) {
        return roles.get(role.type());
    }

    /** A key that no other test of this run has. */
    public Signer newKey() {
        return Ed25519PrivateKey.of(ByteBuffer.allocate(32).putInt(++lastKey).array());
    }

    public Signer addKey(RoleType<?> role) {
        Signer key = newKey();
        role(role).keys.add(key);
        role(role).signers.add(key);
        return key;
    }

    /** Replaces all keys of a role by as many new ones; a root signs with the old ones too, until it is published. */
    public void rotate(RoleType<?> role) {
        int count = role(role).keys.size();
        role(role).keys.clear();
        if (role != RoleType.ROOT) {
            role(role).signers.clear();
        }
        for (int i = 0; i < count; i++) {
            addKey(role);
        }
    }

    public Root root() {
        Map<String, Key> keys = new HashMap<>();
        Map<String, Role> named = new HashMap<>();
        roles.forEach((name, state) -> {
            state.keys.forEach(key -> keys.put(key.key().id(), key.key()));
            named.put(name, new Role(ids(state.keys), state.threshold, state.minimum));
        });
        RoleState state = role(RoleType.ROOT);
        return new Root(new Header(state.version, state.expires), consistentSnapshot, keys, named);
    }

    public Signed<Root> publishRoot() {
        role(RoleType.ROOT).version++;
        Signed<Root> root = sign(RoleType.ROOT, root());
        role(RoleType.ROOT).signers.clear();
        role(RoleType.ROOT).signers.addAll(role(RoleType.ROOT).keys);
        served.put(role(RoleType.ROOT).version + ".root.json", root.bytes());
        return root;
    }

    /**
     * Lets one targets role delegate these paths to another with the keys that the other has now. A role that is new here gets
     * one key.
     */
    public Trust delegate(String from, String to, String... paths) {
        RoleState role = delegated.computeIfAbsent(to, unknown -> new RoleState());
        if (role.keys.isEmpty()) {
            role.keys.add(newKey());
            role.signers.addAll(role.keys);
        }
        Trust trust = new Trust(to, role.keys, PathSet.of(paths));
        (from.equals("targets") ? role(RoleType.TARGETS) : delegated.get(from)).trusts.add(trust);
        return trust;
    }

    private static List<String> ids(List<Signer> keys) {
        return keys.stream().map(key -> key.key().id()).toList();
    }

    private static Optional<Delegations> delegations(RoleState role) {
        Map<String, Key> keys = new HashMap<>();
        role.trusts.forEach(trust -> trust.keys.forEach(key -> keys.put(key.key().id(), key.key())));
        if (role.bins.isPresent()) {
            role.binKeys.forEach(key -> keys.put(key.id(), key));
            return Optional.of(new Delegations(keys, role.bins.get()));
        }
        NamedRoles named = new NamedRoles(role.trusts.stream().map(Trust::toDelegation).toList());
        return role.trusts.isEmpty() ? Optional.empty() : Optional.of(new Delegations(keys, named));
    }

    /** Publishes a delegated role, and nothing that lists it. */
    public Signed<Targets> publishDelegated(String name) {
        RoleState role = delegated.get(name);
        role.version++;
        Targets content = new Targets(new Header(role.version, role.expires), role.targets, delegations(role));
        Signed<Targets> file = Signed.sign(RoleType.TARGETS, content, role.signers);
        served.put(delegatedFile(name), file.bytes());
        return file;
    }

    /** The name of the newest file of a delegated role. */
    public String delegatedFile(String name) {
        return (consistentSnapshot ? delegated.get(name).version + "." : "") + new RoleName(name).encoded() + ".json";
    }

    /** Publishes delegated roles, targets, snapshot and timestamp. */
    public Signed<Timestamp> publish() {
        delegated.keySet().forEach(this::publishDelegated);
        publishTargets();
        publishSnapshot();
        return publishTimestamp();
    }

    public Signed<Targets> publishTargets() {
        role(RoleType.TARGETS).version++;
        return serve(RoleType.TARGETS, new Targets(header(RoleType.TARGETS), targets,
                delegations(role(RoleType.TARGETS))));
    }

    public Signed<Snapshot> publishSnapshot() {
        role(RoleType.SNAPSHOT).version++;
        Map<String, MetaFile> meta = new HashMap<>();
        delegated.forEach((name, role) -> meta.put(name + ".json", list(delegatedFile(name), role.version)));
        meta.putAll(furtherMeta);
        meta.put("targets.json", list(fileName(RoleType.TARGETS), role(RoleType.TARGETS).version));
        return serve(RoleType.SNAPSHOT, new Snapshot(header(RoleType.SNAPSHOT), meta));
    }

    public Signed<Timestamp> publishTimestamp() {
        role(RoleType.TIMESTAMP).version++;
        Signed<Timestamp> timestamp = sign(RoleType.TIMESTAMP, new Timestamp(header(RoleType.TIMESTAMP), list(
                fileName(RoleType.SNAPSHOT), role(RoleType.SNAPSHOT).version)));
        served.put("timestamp.json", timestamp.bytes());
        return timestamp;
    }

    public Header header(RoleType<?> role) {
        return new Header(role(role).version, role(role).expires, signedAt);
    }

    public <T extends Metadata> Signed<T> sign(RoleType<T> role, T content) {
        return Signed.sign(role, content, role(role).signers);
    }

    private <T extends Metadata> Signed<T> serve(RoleType<T> role, T content) {
        Signed<T> file = sign(role, content);
        served.put(fileName(role), file.bytes());
        return file;
    }

    /** The name of the newest file of a role. */
    public String fileName(RoleType<?> role) {
        boolean versioned = role == RoleType.ROOT || consistentSnapshot && role != RoleType.TIMESTAMP;
        return (versioned ? role(role).version + "." : "") + role.fileName();
    }

    private MetaFile list(String fileName, long version) {
        byte[] bytes = served.get(fileName);
        return lists
                ? new MetaFile(version, Optional.of(bytes.length), Optional.of(Hashes.of(bytes)))
                : new MetaFile(version, Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
        requests.add(fileName);
        byte[] bytes = served.get(fileName);
        if (bytes != null && bytes.length > maxLength) {
            throw new FetchException(FetchException.Reason.TOO_LONG, uri(fileName), "too long");
        }
        return Optional.ofNullable(bytes);
    }

    @Override
    public FetchException missing(String fileName) {
        return new FetchException(FetchException.Reason.REFUSED, uri(fileName), "not found");
    }

    private static URI uri(String fileName) {
        return URI.create("sim:/" + fileName);
    }
}
