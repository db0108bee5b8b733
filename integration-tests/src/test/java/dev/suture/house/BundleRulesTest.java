// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** What the manifests say: who exports, who needs whom. */
class BundleRulesTest {
    private static final String OURS = "dev.suture.";
    private static final Set<String> LIBRARIES = Set.of("api", "tuf", "delta", "anchor", "publish");
    /** Which way the arrows point; whoever is not named here needs nothing of ours. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(entry("tuf", Set.of("api")),
            entry("fetch.http", Set.of("api")), entry("policy", Set.of("api")), entry("health", Set.of("api")),
            entry("verify", Set.of("api", "tuf")), entry("notify.mqtt", Set.of("api", "tuf")),
            entry("stage", Set.of("api", "tuf", "delta")), entry("publish", Set.of("api", "tuf", "delta")),
            entry("doors", Set.of("anchor")), entry("launcher", Set.of("anchor")),
            entry("activate", Set.of("api", "anchor")),
            entry("agent", Set.of("api", "tuf", "anchor")));

    private final List<BuiltBundle> bundles = House.bundles();

    @Test
    void thereAreBundlesToJudge() {
        assertTrue(bundles.size() >= 15, "found only " + bundles);
    }

    @Test
    void apiResolvesAlone() {
        BuiltBundle api = House.bundle("api");
        assertEquals(Set.of(), foreignImports(api, needed -> false));
        assertEquals(Set.of("osgi.ee"), api.clauses("Require-Capability"));
    }

    @Test
    void theAnchorNeedsOnlyJavaAndTheFramework() {
        BuiltBundle anchor = House.bundle("anchor");
        assertEquals(Set.of(), foreignImports(anchor, needed -> needed.startsWith("org.osgi.framework")
                || needed.equals("org.osgi.resource")));
        assertEquals(Set.of("osgi.ee"), anchor.clauses("Require-Capability"));
    }

    @Test
    void librariesOverBytesKnowNoOsgi() {
        for (String library : List.of("tuf", "delta")) {
            assertEquals(Set.of(), foreignImports(House.bundle(library), needed -> !needed.startsWith("org.osgi")),
                    library);
        }
    }

    @Test
    void onlyLibrariesExport() {
        Set<String> exporting = bundles.stream().filter(bundle -> !bundle.exports().isEmpty()).map(BuiltBundle::name)
                .collect(Collectors.toSet());
        assertEquals(LIBRARIES, exporting);
    }

    @Test
    void allOthersHaveOnlyPrivatePackages() {
        for (BuiltBundle bundle : bundles) {
            if (!LIBRARIES.contains(bundle.name())) {
                String internal = OURS + bundle.name() + ".internal";
                Set<String> elsewhere = bundle.packages().stream().filter(name -> name.startsWith(OURS))
                        .filter(name -> !name.equals(internal) && !name.startsWith(internal + "."))
                        .collect(Collectors.toSet());
                assertEquals(Set.of(), elsewhere, bundle.name());
            }
        }
    }

    @Test
    void arrowsPointOneWay() {
        Map<String, String> exporters = new HashMap<>();
        bundles.forEach(bundle -> bundle.exports().forEach(name -> exporters.put(name, bundle.name())));
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (BuiltBundle bundle : bundles) {
            Set<String> needed = foreignImports(bundle, name -> !name.startsWith(OURS)).stream()
                    .map(name -> exporters.getOrDefault(name, name)).collect(Collectors.toCollection(TreeSet::new));
            needed.removeAll(ARROWS.getOrDefault(bundle.name(), Set.of()));
            if (!needed.isEmpty()) {
                wrong.put(bundle.name(), needed);
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void doorsNeedNothingOfOursButTheAnchor() {
        assertEquals(Set.of("dev.suture.anchor"),
                foreignImports(House.bundle("doors"), name -> !name.startsWith(OURS)));
    }

    @Test
    void bundlesNeedPackagesNeverBundles() {
        for (BuiltBundle bundle : bundles) {
            assertEquals(Set.of(), bundle.clauses("Require-Bundle"), bundle.name());
            assertEquals(Set.of(), bundle.clauses("Fragment-Host"), bundle.name());
            assertEquals(Set.of(), bundle.clauses("DynamicImport-Package"), bundle.name());
        }
    }

    /** What it imports that is neither of the JDK's {@code java.*} nor its own, and that is not allowed. */
    private static Set<String> foreignImports(BuiltBundle bundle, Predicate<String> allowed) {
        return bundle.imports().stream().filter(name -> !name.startsWith("java."))
                .filter(name -> !bundle.packages().contains(name)).filter(allowed.negate())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
