// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What ships on a device. */
class FeatureRulesTest {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([a-z0-9.-]+)}");
    private static final Pattern SERVER = Pattern
            .compile("osgi\\.implementation=\"?osgi\\.http|jetty|fileinstall|webconsole|telnet|gogo|remote");

    @Test
    void everyBundleOfAFeatureShips() throws IOException {
        List<ShippedFeature> features = ShippedFeature.all();
        assertTrue(features.size() >= 5, "found only " + features);
        Set<String> missing = new TreeSet<>();
        features.forEach(feature -> Stream.concat(feature.ids().stream(), feature.system().stream())
                .filter(id -> !Files.isRegularFile(ShippedFeature.jar(id)))
                .forEach(missing::add));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyVersionIsAPropertyOfTheRootPom() throws IOException {
        String pom = Files.readString(House.ROOT.resolve("pom.xml"));
        List<String> wrong = new ArrayList<>();
        for (ShippedFeature feature : ShippedFeature.all()) {
            String source = Files.readString(House.ROOT.resolve("features/" + feature.name() + ".json"));
            Matcher id = ID.matcher(source);
            while (id.find()) {
                String version = id.group(1).split(":")[2];
                Matcher property = PROPERTY.matcher(version);
                if (!property.matches() || !property.group(1).equals("project.version")
                        && !pom.contains("<" + property.group(1) + ">")) {
                    wrong.add(feature.name() + ": " + id.group(1));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noPublishersCodeOnADevice() throws IOException {
        for (ShippedFeature feature : ShippedFeature.all()) {
            for (BuiltBundle bundle : feature.bundles()) {
                assertTrue(bundle.packages().stream().noneMatch(name -> name.startsWith("dev.suture.publish")
                        || name.startsWith("dev.suture.runtime")), feature.name() + ": " + bundle.name());
            }
        }
    }

    @Test
    void theAnchorIsAmongTheBundlesOfNoFeature() throws IOException {
        for (ShippedFeature feature : ShippedFeature.all()) {
            for (BuiltBundle bundle : feature.bundles()) {
                assertTrue(bundle.packages().stream().noneMatch(name -> name.startsWith("dev.suture.anchor")),
                        feature.name() + ": " + bundle.name());
            }
        }
    }

    @Test
    void theGatewayFeatureHasNoServerInIt() throws IOException {
        List<String> servers = new ArrayList<>();
        for (BuiltBundle bundle : gateway()) {
            String provided = bundle.find("Provide-Capability").orElse("");
            if (SERVER.matcher(bundle.jar().getFileName() + " " + provided).find()) {
                servers.add(bundle.name());
            }
        }
        assertEquals(List.of(), servers);
    }

    /** By the classes' constant pools. The agent's control socket is a Unix socket; CodeRulesTest sees that it stays one. */
    @Test
    void nothingInTheGatewayFeatureCanOpenATcpPort() throws IOException {
        List<String> listening = new ArrayList<>();
        for (BuiltBundle bundle : gateway()) {
            listening.addAll(classesThatName(bundle.jar(), "java/net/ServerSocket", "com/sun/net/httpserver/",
                    "java/nio/channels/AsynchronousServerSocketChannel"));
            classesThatName(bundle.jar(), "java/nio/channels/ServerSocketChannel").stream()
                    .filter(name -> !name.startsWith("dev/suture/agent/internal/"))
                    .forEach(listening::add);
        }
        assertEquals(List.of(), listening);
    }

    private static List<BuiltBundle> gateway() throws IOException {
        List<BuiltBundle> bundles = ShippedFeature.read("gateway").bundles();
        assertTrue(bundles.size() > 20, "core and mqtt are in it");
        return bundles;
    }

    private static List<String> classesThatName(Path jar, String... constants) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
                String content = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                for (String constant : constants) {
                    if (content.contains(constant)) {
                        found.add(entry.getName());
                    }
                }
            }
        }
        return found;
    }
}
