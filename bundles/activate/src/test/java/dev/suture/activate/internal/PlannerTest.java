// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.activate.ActivationException;
import dev.suture.activate.internal.Planner.Planned;
import dev.suture.anchor.Adoption;
import dev.suture.anchor.host.TestJars;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** Plans on small graphs of real bundles in a real framework. */
@Timeout(60)
class PlannerTest {
    private static final String IMPORTS_LIBRARY = "Import-Package: demo.lib";

    @TempDir
    Path made;
    @TempDir
    Path root;
    private TestJars jars;
    private TestDevice device;
    private Planner planner;

    @BeforeEach
    void boot() throws Exception {
        jars = new TestJars(made);
        device = new TestDevice(root);
        planner = new Planner(new Running(device.context(), device.generations()),
                device.context().getBundle(0).adapt(FrameworkWiring.class), set -> List.of());
        device.run(bundle("demo.lib", "1.0.0", "Export-Package: demo.lib"));
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @Test
    void nothingToChangeIsAnEmptyPlan() throws Exception {
        Planned planned = planner.plan(device.generation1(), device.generation2());
        assertEquals(List.of(), planned.plan().set());
        assertEquals(List.of(), planned.starts());
        assertEquals(List.of(), planned.stops());
        assertEquals(Terms.Mode.LIVE, planned.plan().mode());
    }

    @Test
    void aLibraryTakesItsImportersAlongInTheOrderOfTheirWires() throws Exception {
        Bundle library = device.bundles("demo.lib").get(0);
        Bundle far = device.run(bundle("demo.far", "1.0.0", IMPORTS_LIBRARY + ",demo.near"), 2);
        Bundle near = device.run(bundle("demo.near", "1.0.0", IMPORTS_LIBRARY, "Export-Package: demo.near"), 2);
        device.run(bundle("demo.other", "1.0.0", "Import-Package: org.osgi.framework"));
        device.resolve();
        Planned planned = planNewLibrary();
        assertEquals(List.of("REPLACE demo.lib 2.0.0: replaces 1.0.0",
                "COPY demo.near 1.0.0: it is wired to what changes",
                "COPY demo.far 1.0.0: it is wired to what changes"), members(planned));
        assertEquals(List.of(far, near, library), planned.stops());
        assertEquals(List.of("demo.lib", "demo.near", "demo.far"), starts(planned));
        assertEquals(Terms.Mode.LIVE, planned.plan().mode());
        assertEquals(1, planned.plan().from());
        assertEquals(2, planned.plan().to());
    }

    @Test
    void whatOnlyImportsIsReplacedAlone() throws Exception {
        Bundle user = device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        ManagedBundle next = device.replacement(bundle("demo.user", "1.0.1", IMPORTS_LIBRARY));
        Planned planned = planner.plan(device.generation1(), device.generation2(next));
        assertEquals(List.of("REPLACE demo.user 1.0.1: replaces 1.0.0"), members(planned));
        assertEquals(List.of(user), planned.stops());
    }

    @Test
    void startLevelsComeBeforeWires() throws Exception {
        device.run(bundle("demo.late", "1.0.0", IMPORTS_LIBRARY), 5);
        device.run(bundle("demo.early", "1.0.0", IMPORTS_LIBRARY), 3);
        device.resolve();
        assertEquals(List.of("demo.lib", "demo.early", "demo.late"), starts(planNewLibrary()));
    }

    @Test
    void bundlesThatNeedEachOtherHaveAnOrderToo() throws Exception {
        device.run(bundle("demo.a", "1.0.0", IMPORTS_LIBRARY + ",demo.b", "Export-Package: demo.a"), 2);
        device.run(bundle("demo.b", "1.0.0", IMPORTS_LIBRARY + ",demo.a", "Export-Package: demo.b"), 2);
        device.resolve();
        assertEquals(3, planNewLibrary().starts().size());
        assertEquals(starts(planNewLibrary()), starts(planNewLibrary()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Require-Bundle: demo.lib", "Require-Capability: demo.cap"})
    void everyKindOfWireCounts(String wire) throws Exception {
        device.run(bundle("demo.cap", "1.0.0", "Provide-Capability: demo.cap", IMPORTS_LIBRARY));
        device.run(bundle("demo.wired", "1.0.0", wire));
        assertTrue(members(planNewLibrary()).contains("COPY demo.wired 1.0.0: it is wired to what changes"));
    }

    @Test
    void aFragmentGoesWithItsHostAndAHostWithItsFragment() throws Exception {
        device.run(bundle("demo.fragment", "1.0.0", "Fragment-Host: demo.host"));
        device.run(bundle("demo.host", "1.0.0", IMPORTS_LIBRARY));
        assertEquals(List.of("demo.fragment", "demo.host", "demo.lib"),
                starts(planNewLibrary()).stream().sorted().toList());
        ManagedBundle next = device.replacement(bundle("demo.fragment", "1.0.1", "Fragment-Host: demo.host"));
        assertEquals(List.of("demo.fragment", "demo.host"),
                starts(planner.plan(device.generation1(), device.generation2(next))).stream().sorted().toList());
    }

    @Test
    void aForeignBundleInTheWayIsNamed() throws Exception {
        device.install(bundle("demo.foreign", "1.0.0", IMPORTS_LIBRARY)).start();
        ActivationException e = assertThrows(ActivationException.class, this::planNewLibrary);
        assertTrue(e.getMessage().contains("the foreign bundle demo.foreign"), e.getMessage());
        assertTrue(e.isRefusal());
    }

    @Test
    void aForeignBundleThatIsNotWiredIsNoMatter() throws Exception {
        device.install(bundle("demo.foreign", "1.0.0", "Import-Package: org.osgi.framework")).start();
        assertEquals(1, planNewLibrary().starts().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.configadmin", "org.objectweb.asm.tree"})
    void whatEverythingHangsOnNeedsARelaunch(String name) throws Exception {
        device.run(bundle(name, "1.0.0", IMPORTS_LIBRARY));
        assertEquals(Terms.Mode.RELAUNCH, planNewLibrary().plan().mode());
    }

    @Test
    void anExtensionOfTheFrameworkNeedsARelaunch() throws Exception {
        String host = "Fragment-Host: system.bundle;extension:=framework";
        device.run(bundle("demo.extension", "1.0.0", host, "Export-Package: demo.extension"));
        ManagedBundle next = device.replacement(bundle("demo.extension", "1.0.1", host));
        Planned planned = planner.plan(device.generation1(), device.generation2(next));
        assertEquals(Terms.Mode.RELAUNCH, planned.plan().mode());
        assertEquals(List.of("REPLACE demo.extension 1.0.1: replaces 1.0.0"), members(planned));
    }

    @Test
    void whatTheGatewayIsLaunchedByNeedsARelaunchAndIsInstalledNowhere() throws Exception {
        ManagedBundle before = device.stage(1, bundle("org.apache.felix.framework", "7.0.4"), 0);
        ManagedBundle since = TestDevice.inPlaceOf(before,
                device.stage(2, bundle("org.apache.felix.framework", "7.0.5"), 0));
        Planned planned = planner.plan(with(device.generation1(), 1, before), with(device.generation1(), 2, since));
        assertEquals(Terms.Mode.RELAUNCH, planned.plan().mode());
        assertEquals(List.of("REPLACE org.apache.felix.framework 7.0.5: replaces 7.0.4"), members(planned));
        assertEquals(List.of(), planned.stops());
        Planned same = planner.plan(with(device.generation1(), 1, before), with(device.generation1(), 2, before));
        assertEquals(Terms.Mode.LIVE, same.plan().mode());
        assertEquals(List.of(), members(same));
    }

    @Test
    void anotherBaseReleaseNeedsARelaunch() throws Exception {
        Generation next = new Generation(2,
                new Generation.Origin("gateway", "5.3.0", PatchLevel.BASE, Optional.empty()),
                device.generation1().bundles(), Map.of());
        assertEquals(Terms.Mode.RELAUNCH, planner.plan(device.generation1(), next).plan().mode());
    }

    private static Generation with(Generation generation, int number, ManagedBundle more) {
        List<ManagedBundle> bundles = new ArrayList<>(generation.bundles());
        bundles.add(more);
        return TestDevice.generation(number, bundles);
    }

    @Test
    void aRemovedBundleOnlyStops() throws Exception {
        Bundle user = device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        Generation without = TestDevice.generation(2, List.of(device.entry("demo.lib")));
        Planned planned = planner.plan(device.generation1(), without);
        assertEquals(List.of("REMOVE demo.user 1.0.0: the patch removes it"), members(planned));
        assertEquals(List.of(), planned.starts());
        assertEquals(List.of(user), planned.stops());
    }

    @Test
    void aStoppedBundleIsInstalledAndNotStarted() throws Exception {
        Bundle user = device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        ManagedBundle stopped = TestDevice.stopped(device.entry("demo.user"));
        Planned planned = planner.plan(device.generation1(), device.generation2(stopped));
        assertEquals(List.of("STOP demo.user 1.0.0: the patch stops it"), members(planned));
        assertEquals(List.of(stopped), planned.starts());
        assertEquals(List.of(user), planned.stops());
    }

    @Test
    void whatWasStoppedIsStartedAgain() throws Exception {
        device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        ManagedBundle started = device.entry("demo.user");
        Generation before = TestDevice.generation(1, List.of(device.entry("demo.lib"), TestDevice.stopped(started)));
        Planned planned = planner.plan(before, device.generation2());
        assertEquals(List.of("COPY demo.user 1.0.0: the patch starts it again"), members(planned));
        assertEquals(List.of(started), planned.starts());
    }

    @Test
    void anAddedBundleStandsWhereItsStartLevelPutsIt() throws Exception {
        device.run(bundle("demo.late", "1.0.0", IMPORTS_LIBRARY), 5);
        device.resolve();
        List<ManagedBundle> bundles = new ArrayList<>(device.generation2(newLibrary()).bundles());
        bundles.add(device.stage(2, bundle("demo.added", "1.0.0"), 3));
        Planned planned = planner.plan(device.generation1(), TestDevice.generation(2, bundles));
        assertEquals(List.of("REPLACE demo.lib 2.0.0: replaces 1.0.0", "ADD demo.added 1.0.0: new",
                "COPY demo.late 1.0.0: it is wired to what changes"), members(planned));
        assertEquals(List.of("demo.lib", "demo.added", "demo.late"), starts(planned));
    }

    @Test
    void aBundleThatIsNotInstalledIsNamed() throws Exception {
        List<ManagedBundle> bundles = new ArrayList<>(device.generation1().bundles());
        Digest digest = new Digest("0".repeat(64));
        bundles.add(new ManagedBundle(new BundleRef("demo.gone", "1.0.0", digest), digest, 1, 1, true));
        ActivationException e = assertThrows(ActivationException.class,
                () -> planner.plan(TestDevice.generation(1, bundles), device.generation2()));
        assertEquals("demo.gone 1.0.0 of generation 1 is not installed; restart the gateway to restore it",
                e.getMessage());
    }

    @Test
    void aForeignTwinDoesNotStandInForAManagedBundle() throws Exception {
        device.bundles("demo.lib").get(0).uninstall();
        device.install(bundle("demo.lib", "1.0.0", "Export-Package: demo.lib"));
        assertThrows(ActivationException.class, () -> planner.plan(device.generation1(), device.generation2()));
    }

    @Test
    void whatAGuestHasAdoptedOfItsHostIsManaged() throws Exception {
        device.bundles("demo.lib").get(0).uninstall();
        Bundle hosts = device.install(bundle("demo.lib", "1.0.0", "Export-Package: demo.lib"));
        device.resolve();
        device.context().registerService(Adoption.class, new Adoption() {
            @Override
            public Set<String> locations() {
                return Set.of(hosts.getLocation());
            }

            @Override
            public List<String> drift() {
                return List.of();
            }
        }, null);
        assertEquals(List.of(hosts), planner.plan(device.generation1(), device.generation2(newLibrary())).stops());
    }

    @Test
    void theSamePlanTwice() throws Exception {
        for (String name : List.of("demo.d", "demo.b", "demo.c", "demo.a")) {
            device.run(bundle(name, "1.0.0", IMPORTS_LIBRARY));
        }
        Generation next = device.generation2(newLibrary());
        Planned once = planner.plan(device.generation1(), next);
        assertEquals(5, once.starts().size());
        assertEquals(once, planner.plan(device.generation1(), next));
    }

    @Test
    void aBundleThatMustNotRunTwiceIsRefused() throws Exception {
        device.run(bundle("demo.port", "1.0.0", IMPORTS_LIBRARY, "Suture-Swap: Exclusive"));
        requireRefused("demo.port 1.0.0", "it declares Suture-Swap: exclusive");
    }

    @Test
    void aNewVersionThatMustNotRunTwiceIsRefused() throws Exception {
        device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        ManagedBundle next = device
                .replacement(bundle("demo.user", "1.1.0", IMPORTS_LIBRARY, "Suture-Swap: exclusive"));
        ActivationException e = assertThrows(ActivationException.class,
                () -> planner.plan(device.generation1(), device.generation2(next)));
        assertTrue(e.getMessage().startsWith("demo.user 1.1.0 cannot be swapped"), e.getMessage());
        assertTrue(e.isRefusal());
    }

    @Test
    void aNewVersionThatCannotBeReadIsNamed() throws Exception {
        ManagedBundle next = newLibrary();
        Files.write(device.generations().resolve("2").resolve(next.fileName()), new byte[]{1});
        ActivationException e = assertThrows(ActivationException.class,
                () -> planner.plan(device.generation1(), device.generation2(next)));
        assertTrue(e.getMessage().startsWith("the file of demo.lib 2.0.0 cannot be read"), e.getMessage());
        assertFalse(e.isRefusal());
    }

    @Test
    void nativeCodeIsRefused() throws Exception {
        device.run(bundle("demo.native", "1.0.0", IMPORTS_LIBRARY, "Bundle-NativeCode: demo.so;osname=Linux,*"));
        requireRefused("demo.native 1.0.0", "it has native code");
    }

    @Test
    void filesInTheDataAreaAreNotLeftBehind() throws Exception {
        Bundle user = device.run(bundle("demo.user", "1.0.0", IMPORTS_LIBRARY));
        File file = user.getDataFile("kept");
        assertEquals(2, planNewLibrary().starts().size(), "an empty data area is no matter");
        Files.writeString(file.toPath(), "kept");
        ActivationException e = assertThrows(ActivationException.class, this::planNewLibrary);
        assertTrue(e.getMessage().contains("demo.user 1.0.0")
                && e.getMessage().contains("it keeps files in its data area"), e.getMessage());
        ManagedBundle stopped = TestDevice.stopped(device.entry("demo.user"));
        assertThrows(ActivationException.class,
                () -> planner.plan(device.generation1(), device.generation2(stopped)));
    }

    @Test
    void whatMustNotRunTwiceMayStillBeStoppedOrRemoved() throws Exception {
        device.run(bundle("demo.port", "1.0.0", IMPORTS_LIBRARY, "Suture-Swap: exclusive"));
        ManagedBundle stopped = TestDevice.stopped(device.entry("demo.port"));
        assertEquals(List.of("STOP demo.port 1.0.0: the patch stops it"),
                members(planner.plan(device.generation1(), device.generation2(stopped))));
        Generation without = TestDevice.generation(2, List.of(device.entry("demo.lib")));
        assertEquals(List.of("REMOVE demo.port 1.0.0: the patch removes it"),
                members(planner.plan(device.generation1(), without)));
    }

    private void requireRefused(String name, String why) {
        ActivationException e = assertThrows(ActivationException.class, this::planNewLibrary);
        assertTrue(e.getMessage().startsWith(name + " cannot be swapped while it runs: " + why), e.getMessage());
    }

    private Planned planNewLibrary() throws IOException, ActivationException {
        return planner.plan(device.generation1(), device.generation2(newLibrary()));
    }

    private ManagedBundle newLibrary() throws IOException {
        return device.replacement(bundle("demo.lib", "2.0.0", "Export-Package: demo.lib"));
    }

    private Path bundle(String name, String version, String... headers) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("Bundle-SymbolicName", name, "Bundle-Version", version));
        Arrays.stream(headers).map(header -> header.split(": ", 2)).forEach(header -> all.put(header[0], header[1]));
        return jars.jar(name + "-" + version, all, Map.of(), List.of());
    }

    private static List<String> members(Planned planned) {
        return planned.plan().set().stream()
                .map(member -> member.action() + " " + member.bundle() + ": " + member.why()).toList();
    }

    private static List<String> starts(Planned planned) {
        return planned.starts().stream().map(start -> start.bundle().symbolicName()).toList();
    }
}
