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
        public long version;
        public Instant expires = NOW.plus(Duration.ofDays(1));
    }

    public final Map<String, RoleState> roles = new LinkedHashMap<>();
    /** What is served: file name to bytes. */
    public final Map<String, byte[]> served = new HashMap<>();
    /** The names of the files that were asked for, in order. */
    public final List<String> requests = new ArrayList<>();
    public final Map<String, TargetFile> targets = new TreeMap<>();
    /** Further files that the snapshot lists. */
    public final Map<String, MetaFile> furtherMeta = new TreeMap<>();
    public boolean consistentSnapshot = true;
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
            named.put(name, new Role(state.keys.stream().map(key -> key.key().id()).toList(), state.threshold));
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

    /** Publishes targets, snapshot and timestamp. */
    public Signed<Timestamp> publish() {
        publishTargets();
        publishSnapshot();
        return publishTimestamp();
    }

    public Signed<Targets> publishTargets() {
        role(RoleType.TARGETS).version++;
        return serve(RoleType.TARGETS, new Targets(header(RoleType.TARGETS), targets));
    }

    public Signed<Snapshot> publishSnapshot() {
        role(RoleType.SNAPSHOT).version++;
        Map<String, MetaFile> meta = new HashMap<>(furtherMeta);
        meta.put("targets.json", list(RoleType.TARGETS));
        return serve(RoleType.SNAPSHOT, new Snapshot(header(RoleType.SNAPSHOT), meta));
    }

    public Signed<Timestamp> publishTimestamp() {
        role(RoleType.TIMESTAMP).version++;
        Signed<Timestamp> timestamp = sign(RoleType.TIMESTAMP, new Timestamp(header(RoleType.TIMESTAMP), list(
                RoleType.SNAPSHOT)));
        served.put("timestamp.json", timestamp.bytes());
        return timestamp;
    }

    public Header header(RoleType<?> role) {
        return new Header(role(role).version, role(role).expires);
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

    private MetaFile list(RoleType<?> role) {
        byte[] bytes = served.get(fileName(role));
        return lists
                ? new MetaFile(role(role).version, Optional.of(bytes.length), Optional.of(Hashes.of(bytes)))
                : new MetaFile(role(role).version, Optional.empty(), Optional.empty());
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
