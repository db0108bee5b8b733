// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.publish.PublishException;
import dev.suture.publish.RepositoryStatus;
import dev.suture.publish.RepositoryStatus.KeyLine;
import dev.suture.tuf.Delegator;
import dev.suture.tuf.Hashes;
import dev.suture.tuf.Metadata;
import dev.suture.tuf.ProductRoles;
import dev.suture.tuf.Role;
import dev.suture.tuf.RoleName;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.Targets;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.json.MalformedException;

/** What the repository lists at one moment, read through its signed metadata. Immutable. */
public final class Catalog {
    private static final Pattern BASE = Pattern.compile("([^/]+)/([^/]+)/base\\.json");
    private static final Pattern LEVEL = Pattern.compile("([^/]+)/([^/]+)/([0-9]{1,4})/patch\\.json");

    private final Layout layout;
    private final String product;
    private final Current current;

    private Catalog(Layout layout, String product, Current current) {
        this.layout = layout;
        this.product = product;
        this.current = current;
    }

    /** Reads the newest metadata. @throws PublishException if the repository is damaged */
    public static Catalog open(Layout layout, String product) throws PublishException, IOException {
        return new Catalog(layout, product, Current.read(layout, new ProductRoles(product)));
    }

    /** The target a base release becomes. @throws PublishException if it does not fit the format */
    public static Map<String, byte[]> targetsOf(BaseRelease base) throws PublishException {
        try {
            return Map.of(base.product() + "/" + base.base() + "/base.json", BaseFormat.write(base));
        } catch (IllegalArgumentException e) {
            throw new PublishException("base " + base.base() + " cannot be published: " + e.getMessage(), e);
        }
    }

    /** The target a patch becomes. @throws PublishException if it does not fit the format */
    public static Map<String, byte[]> targetsOf(Patch patch) throws PublishException {
        try {
            return Map.of(path(patch.id()), PatchFormat.write(patch));
        } catch (IllegalArgumentException e) {
            throw new PublishException(patch.id() + " cannot be published: " + e.getMessage(), e);
        }
    }

    /** The target path of a patch. */
    public static String path(PatchId patch) {
        return patch.product() + "/" + patch.base() + "/" + patch.level().number() + "/patch.json";
    }

    /** The metadata this was read through. */
    public Current current() {
        return current;
    }

    String product() {
        return product;
    }

    Layout layout() {
        return layout;
    }

    /** A base release. @throws PublishException if there is none of this name */
    public BaseRelease getBase(String base) throws PublishException, IOException {
        Optional<BaseRelease> found = findBase(base);
        if (found.isPresent()) {
            return found.get();
        }
        Set<String> bases = bases();
        throw new PublishException("no base " + base + " of " + product + " in the repository; "
                + (bases.isEmpty() ? "publish it first" : "it has " + String.join(", ", bases)));
    }

    Optional<BaseRelease> findBase(String base) throws PublishException, IOException {
        String path = product + "/" + base + "/base.json";
        if (current.patches().content().find(path).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(BaseFormat.read(read(path)));
        } catch (MalformedException e) {
            throw Current.damaged(layout, e.getMessage());
        }
    }

    /** The levels of a base, lowest first. */
    List<Patch> levels(String base) throws PublishException, IOException {
        List<Patch> levels = new ArrayList<>();
        for (PatchLevel level : listed(current.patches().content(), base)) {
            levels.add(level(base, level));
        }
        return levels;
    }

    /** A level of a base. @throws PublishException if it is not listed */
    public Patch getLevel(String base, PatchLevel level) throws PublishException, IOException {
        getBase(base);
        Set<PatchLevel> listed = listed(current.patches().content(), base);
        if (listed.contains(level)) {
            return level(base, level);
        }
        String name = base + " " + level;
        throw new PublishException(pulled(base).contains(level)
                ? name + " was pulled already"
                : "there is no " + name + "; " + base + " has " + (listed.isEmpty()
                        ? "no level yet"
                        : listed.stream().map(PatchLevel::toString).collect(Collectors.joining(", "))));
    }

    /**
     * The levels of a base that were listed once and are not any more, lowest first. The lists of the past are the record of
     * that, so they have to stay.
     */
    Set<PatchLevel> pulled(String base) throws PublishException, IOException {
        Set<PatchLevel> levels = new TreeSet<>();
        for (Targets past : current.past(layout)) {
            levels.addAll(listed(past, base));
        }
        levels.removeAll(listed(current.patches().content(), base));
        return levels;
    }

    private Set<PatchLevel> listed(Targets targets, String base) {
        return targets.targets().keySet().stream().map(LEVEL::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(product)
                        && matcher.group(2).equals(base))
                .map(matcher -> new PatchLevel(Integer.parseInt(matcher.group(3))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Patch level(String base, PatchLevel level) throws PublishException, IOException {
        try {
            return PatchFormat.read(read(path(new PatchId(product, base, level))));
        } catch (MalformedException e) {
            throw Current.damaged(layout, e.getMessage());
        }
    }

    /** The names of the base releases. */
    Set<String> bases() {
        return current.patches().content().targets().keySet().stream().map(BASE::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(product))
                .map(matcher -> matcher.group(2)).collect(Collectors.toCollection(TreeSet::new));
    }

    private byte[] read(String path) throws PublishException, IOException {
        TargetFile listed = current.patches().content().find(path).orElseThrow();
        Digest digest = listed.hashes().findSha256().orElseThrow();
        try {
            byte[] content = Files.readAllBytes(layout.target(path, digest));
            if (listed.matches(content)) {
                return content;
            }
        } catch (NoSuchFileException e) {
            throw Current.damaged(layout, "no " + path);
        }
        throw Current.damaged(layout, path + " was changed");
    }

    /** All of it, for a person. */
    public RepositoryStatus status(KeyFolder keys) throws PublishException, IOException {
        Signed<Root> root = current.root();
        Set<String> present = keys.all().stream().map(signer -> signer.key().id()).collect(Collectors.toSet());
        Root top = root.content();
        RoleName patches = current.product().patches();
        RoleName rollout = current.product().rollout();
        List<RepositoryStatus.Role> roles = List.of(role("root", top, top, present),
                role("targets", top, current.targets().content(), present),
                role(patches.encoded(), delegator(patches), current.patches().content(), present),
                role(rollout.encoded(), delegator(rollout), current.rollout().content(), present),
                role("snapshot", top, current.snapshot().content(), present),
                role("timestamp", top, current.timestamp().content(), present));
        List<RepositoryStatus.Base> bases = new ArrayList<>();
        for (String base : bases()) {
            bases.add(new RepositoryStatus.Base(getBase(base), levels(base), List.copyOf(pulled(base))));
        }
        return new RepositoryStatus(product, layout.metadata(root.content().version() + ".root.json"),
                Hashes.of(root.bytes()).findSha256().orElseThrow(), roles, bases);
    }

    private Delegator delegator(RoleName role) {
        return Current.delegator(current.targets().content(), role);
    }

    private static RepositoryStatus.Role role(String name, Delegator delegator, Metadata file, Set<String> present) {
        Role role = delegator.findRole(name).orElseThrow();
        List<KeyLine> keys = role.keyIds().stream().flatMap(id -> delegator.findKey(id).stream())
                .map(key -> new KeyLine(key.id(), key.scheme(), present.contains(key.id()))).toList();
        return new RepositoryStatus.Role(name, file.version(), file.expires(), role.threshold(), keys);
    }
}
