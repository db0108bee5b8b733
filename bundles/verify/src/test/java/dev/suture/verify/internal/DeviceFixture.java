// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.fetch.Fetcher;
import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Advisory;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.RepositorySimulator;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.verify.Offer;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** A device {@code gateway 5.2.0} with its trusted files in a folder, and a mirror. */
final class DeviceFixture implements RefreshObserver {
    static final String PATCHES = "patches-gateway";
    static final String ROLLOUT = "rollout-gateway";
    static final String DEVICE = "gw-1";

    final Mirror mirror = new Mirror();
    final Path trust;
    final List<String> observed = new ArrayList<>();
    List<Fetcher> fetchers = List.of(mirror);
    Instant now = RepositorySimulator.NOW;

    DeviceFixture(Path trust) throws IOException {
        this.trust = trust;
        mirror.repository.delegate("targets", PATCHES, "gateway/*/base.json", "gateway/*/*/patch.json");
        mirror.repository.delegate("targets", ROLLOUT, "gateway/*/rollout.json");
        patches().put("gateway/5.2.0/base.json", TargetFile.of(new byte[]{1}));
        for (RoleType<?> role : List.of(RoleType.TARGETS, RoleType.SNAPSHOT, RoleType.TIMESTAMP)) {
            mirror.repository.role(role).version = 0;
        }
        mirror.repository.delegated.values().forEach(role -> role.expires = now.plus(Duration.ofDays(1)));
        mirror.repository.publish();
        Files.write(trust.resolve("root.json"), mirror.repository.served.get("1.root.json"));
        mirror.repository.roles.values().forEach(role -> role.expires = now.plus(Duration.ofDays(1)));
        mirror.repository.role(RoleType.ROOT).expires = now.plus(Duration.ofDays(365));
    }

    /** What the product's role lists. */
    Map<String, TargetFile> patches() {
        return mirror.repository.delegated.get(PATCHES).targets;
    }

    Repository repository() {
        return new Repository(Mirror.BASE, () -> fetchers);
    }

    RepositoryVerifier verifier() {
        return verifier(repository());
    }

    RepositoryVerifier verifier(Repository repository) {
        return new RepositoryVerifier(repository, new TrustDirectory(trust), new Self("gateway", "5.2.0", DEVICE),
                Duration
                        .ofDays(7),
                Clock.fixed(now, ZoneOffset.UTC), this);
    }

    Optional<Offer> refresh(int level) throws Exception {
        mirror.requests.clear();
        return verifier().refresh(Notification.CHECK_NOW, level, Set.of());
    }

    static Notification push(byte[] timestamp) {
        return new Notification(Optional.of(Bytes.copyOf(timestamp)), Optional.empty(), Duration.ZERO);
    }

    static Patch patch(String product, String base, int level) {
        Advisory advisory = new Advisory("A-1", "title", List.of(), Severity.LOW, false, List.of(), "", Instant.EPOCH);
        return new Patch(new PatchId(product, base, new PatchLevel(level)), new Changes(List.of(), List.of(), List.of(),
                List.of()), List.of(), advisory, Terms.DEFAULT);
    }

    /** Lists and serves this content as the patch of a level, and publishes. */
    String publish(int level, byte[] content) {
        return publish("gateway/5.2.0/" + level + "/", content, TargetFile.of(content));
    }

    String publish(int level) {
        return publish(level, PatchFormat.write(patch("gateway", "5.2.0", level)));
    }

    String publish(String folder, byte[] content, TargetFile listed) {
        patches().put(folder + "patch.json", listed);
        mirror.repository.publish();
        String name = listed.hashes().findSha256().map(Digest::hex).orElse("none");
        String served = "targets/" + folder + name + ".patch.json";
        mirror.files.put(served, content);
        return served;
    }

    VerificationException assertRefused(Attack attack, String document) {
        VerificationException refusal = assertThrows(VerificationException.class, () -> refresh(0));
        assertEquals(attack + " " + document, refusal.attack() + " " + refusal.document(), refusal::getMessage);
        return refusal;
    }

    @Override
    public void adopted(String role, long version) {
        observed.add("adopted " + role + " " + version);
    }

    @Override
    public void equivocation(String role) {
        observed.add("equivocation " + role);
    }

    @Override
    public void discarded(String role, VerificationException why) {
        observed.add("discarded " + role);
    }
}
