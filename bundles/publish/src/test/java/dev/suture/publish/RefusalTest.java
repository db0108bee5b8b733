// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.suture.patch.Advisory;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake is one line that names it, and the repository stays as it was. */
class RefusalTest {
    @TempDir
    Path temp;

    private Shop shop;
    private Device device;
    private long version;

    @BeforeEach
    void publishLevelA() throws Exception {
        shop = Shop.open(temp);
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        device = shop.device();
        version = device.refresh().view().timestamp().version();
    }

    @AfterEach
    void nothingWasPublished() throws Exception {
        assertEquals(version, device.refresh().view().timestamp().version());
        assertEquals(1, Files.list(shop.repository().resolve("targets/sha256")).count());
        assertEquals(0, Files.list(shop.folder.resolve("parts")).count());
    }

    @Test
    void jarThatIsNoBundle() throws Exception {
        refuses("no OSGi bundle", () -> shop.patch(shop.jars.plain("plain.jar")));
    }

    @Test
    void fileThatIsNoJar() throws Exception {
        Path file = Files.writeString(temp.resolve("text.jar"), "not a jar");
        refuses("text.jar", () -> shop.patch(file));
    }

    @Test
    void fileThatIsNotThere() {
        refuses("does not exist", () -> shop.patch(temp.resolve("gone.jar")));
        refuses("is no file", () -> shop.patch(temp));
    }

    @Test
    void bundleThatTheBaseDoesNotHave() throws Exception {
        Path other = shop.jars.bundle("other", "1.0.0");
        refuses("base 5.2.0 has no bundle other", () -> shop.patch(other));
        refuses("base 5.2.0 has no bundle other", () -> shop.patch(List.of(), List.of("other"), List.of()));
        refuses("base 5.2.0 has no bundle other", () -> shop.patch(List.of(), List.of(), List.of("other")));
    }

    @Test
    void unknownBase() {
        refuses("no base 5.3.0 of gateway in the repository; it has 5.2.0", () -> shop.patch(shop.disk(),
                new PatchRequest("5.3.0", List.of(), List.of("text"), List.of(), Shop.ADVISORY, Terms.DEFAULT)));
        refuses("no base ../x", () -> shop.patch(shop.disk(),
                new PatchRequest("../x", List.of(), List.of("text"), List.of(), Shop.ADVISORY, Terms.DEFAULT)));
        try (Publisher publisher = Publisher.open(shop.folder, shop.clock)) {
            refuses("no base 5.3.0", () -> publisher.notification("5.3.0", Duration.ZERO));
        } catch (IOException | PublishException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sameVersionAsTheBase() throws Exception {
        refuses("of base 5.2.0; name a newer version", () -> shop.patch(shop.jars.bundle("lang", "3.12.0")));
        Path rebuilt = shop.jars.bundle("lang", "3.12.0", "rebuilt");
        refuses("raise its version", () -> shop.patch(rebuilt));
    }

    @Test
    void downgrade() throws Exception {
        Path old = shop.jars.bundle("lang", "3.9.0");
        refuses("older than the 3.12.0 of base 5.2.0", () -> shop.patch(old));
        Path between = shop.jars.bundle("text", "1.9.1");
        refuses("older than the 1.10.0 of level (a)", () -> shop.patch(between));
        Path rebuilt = shop.jars.bundle("text", "1.10.0", "rebuilt");
        refuses("raise its version", () -> shop.patch(rebuilt));
    }

    @Test
    void nothingNew() throws Exception {
        refuses("changes nothing against level (a)", () -> shop.patch());
        refuses("changes nothing against level (a)", () -> shop.patch(shop.jars.bundle("text", "1.10.0")));
    }

    @Test
    void contradictions() throws Exception {
        Path one = shop.jars.bundle("lang", "3.13.0");
        Path two = shop.jars.bundle("lang", "3.14.0");
        refuses("lang is named twice", () -> shop.patch(one, two));
        refuses("lang is named twice", () -> shop.patch(List.of(one), List.of(), List.of("lang")));
        refuses("lang is removed", () -> shop.patch(List.of(), List.of("lang"), List.of("lang")));
    }

    @Test
    void baseThatCannotBe() throws Exception {
        Path text = shop.jars.bundle("text", "1.9.0");
        refuses("published already", () -> shop.base(shop.disk()));
        refuses("base must match", () -> base("5 2", text));
        refuses("base must match", () -> base("../5.2", text));
        refuses("has no bundles", () -> base("5.3.0"));
        refuses("in the list already", () -> base("5.3.0", text, text));
        refuses("no OSGi bundle", () -> base("5.3.0", shop.jars.plain("plain.jar")));
        refuses("start level",
                () -> add(new BaseRequest("5.3.0", List.of(new BaseRequest.Entry(text, -1)), Map.of(), true)));
        refuses("a property is", () -> add(new BaseRequest("5.3.0", List.of(new BaseRequest.Entry(text, 1)),
                Map.of("pid", Map.of("factor", 1.5)), false)));
    }

    private void base(String name, Path... jars) throws Exception {
        add(new BaseRequest(name, List.of(jars).stream().map(jar -> new BaseRequest.Entry(jar, 1)).toList(),
                Map.of(), true));
    }

    private void add(BaseRequest request) throws Exception {
        try (Publisher publisher = Publisher.open(shop.folder, shop.clock)) {
            publisher.addBase(request, Progress.NONE);
        }
    }

    @Test
    void advisoryThatNobodyCouldUse() {
        refuses("'title' is one line", () -> advise("GW-1", "two\nlines", "CVE-2022-42889", "[1,2)"));
        refuses("'id' is one line", () -> advise(" ", "A hole", "CVE-2022-42889", "[1,2)"));
        refuses("CVE-2022-42889", () -> advise("GW-1", "A hole", "cve 2022", "[1,2)"));
        refuses("the range of text", () -> advise("GW-1", "A hole", "CVE-2022-42889", "1.5 to 1.10"));
    }

    private void advise(String id, String title, String cve, String range) throws Exception {
        Advisory advisory = new Advisory(id, title, List.of(cve), Severity.LOW, false,
                List.of(new Advisory.Affected("text", range)), "", Instant.EPOCH);
        shop.patch(shop.disk(), new PatchRequest("5.2.0", List.of(shop.jars.bundle("lang", "3.13.0")), List.of(),
                List.of(), advisory, Terms.DEFAULT));
    }

    @Test
    void initWhereThereIsSomething() throws Exception {
        refuses("a workspace already", () -> init(shop.folder, "gateway"));
        refuses("not empty", () -> init(temp, "gateway"));
        Path file = Files.createFile(temp.resolve("file"));
        refuses("is a file", () -> init(file, "gateway"));
        refuses("product must match", () -> init(temp.resolve("new"), "Gateway"));
        assertTrue(Files.notExists(temp.resolve("new")));
    }

    private void init(Path folder, String product) throws Exception {
        Publisher.init(folder, product, shop.clock, new SecureRandom());
    }

    @Test
    void folderThatIsNoWorkspace() throws Exception {
        refuses("is no workspace; make one with init", () -> Publisher.open(temp, shop.clock));
        refuses("is no workspace", () -> Publisher.status(temp.resolve("gone")));
        Path bad = Files.createDirectory(temp.resolve("bad"));
        Files.writeString(bad.resolve("workspace.json"), "{}");
        refuses("is damaged", () -> Publisher.status(bad));
        Files.writeString(bad.resolve("workspace.json"), "{\"format\":2,\"product\":\"p\",\"more\":1}");
        refuses("newer version", () -> Publisher.status(bad));
    }

    @Test
    void workspaceInUse() throws Exception {
        try (Publisher other = Publisher.open(shop.folder, shop.clock)) {
            assertEquals("gateway", other.product());
            refuses("another process works in", () -> shop.announce());
        }
    }

    @Test
    void keyThatIsMissingOrOpenOrBroken() throws Exception {
        Path key = shop.folder.resolve("keys/patches-gateway-2.pem");
        byte[] good = Files.readAllBytes(key);
        Executable patch = () -> shop.patch(List.of(), List.of("lang"), List.of());
        Files.delete(key);
        refuses("the role patches-gateway cannot sign: 3 of 4 keys of its role", patch);
        Files.write(key, good);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refuses("chmod 600", patch);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        refuses("no Ed25519, P-256 or ML-DSA private key", patch);
        Files.writeString(key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        refuses("no unencrypted PKCS#8 PEM", patch);
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n=A==\n-----END PRIVATE KEY-----\n");
        refuses("unusable", patch);
    }

    @Test
    void repositoryThatSomebodyTamperedWith() throws Exception {
        Executable patch = () -> shop.patch(List.of(), List.of("lang"), List.of());
        String patchJson = device.patches().find("gateway/5.2.0/1/patch.json").orElseThrow().hashes()
                .findSha256().orElseThrow() + ".patch.json";
        spoil("targets/gateway/5.2.0/1/" + patchJson, patch);
        spoil("metadata/timestamp.json", patch);
        spoil("metadata/1.root.json", patch);
        spoil("metadata/" + device.view().snapshot().version() + ".snapshot.json", patch);
        spoil("metadata/" + device.view().targets().version() + ".targets.json", patch);
        spoil("metadata/" + device.view().snapshot().find("patches-gateway.json").orElseThrow().version()
                + ".patches-gateway.json", patch);
    }

    private void spoil(String file, Executable action) throws IOException {
        Path path = shop.repository().resolve(file);
        byte[] good = Files.readAllBytes(path);
        String text = new String(good, StandardCharsets.UTF_8);
        Files.writeString(path, text.replaceFirst("\"(version|level)\":", "\"$1\":1"));
        refuses("damaged", action);
        Files.delete(path);
        refuses("damaged", action);
        Files.write(path, good);
    }

    private static void refuses(String reason, Executable action) {
        PublishException refusal = assertThrows(PublishException.class, action);
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }
}
