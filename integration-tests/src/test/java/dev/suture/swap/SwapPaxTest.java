// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;

/**
 * A generation that was staged by hand closes the hole CVE-2022-42889, is taken back, and closes it for good; in a
 * framework in which everything of ours is a guest.
 */
@RunWith(PaxExam.class)
public class SwapPaxTest {
    private static final Path FOLDER = Path.of("target", "swap", "whole").toAbsolutePath();
    private static final Set<String> CHANGED = Set.of(GuestGateway.LIBRARY, "dev.suture.demo");
    private static final int STOPS = BundleEvent.STOPPING | BundleEvent.STOPPED | BundleEvent.UPDATED
            | BundleEvent.UNINSTALLED;

    @Inject
    private BundleContext context;
    @Inject
    private Activator activator;

    private final Queue<String> stopped = new ConcurrentLinkedQueue<>();

    @Configuration
    public Option[] gateway() throws IOException {
        return GuestGateway.options(FOLDER);
    }

    @Test
    public void closesTheHoleReturnsAndClosesItForGood() throws Exception {
        Generation from = StagedGeneration.read(FOLDER, 1);
        Generation to = StagedGeneration.read(FOLDER, 2);
        String exploit = GuestGateway.exploit(FOLDER);
        FrontPage page = new FrontPage(context);
        Inventory before = Inventory.of(context);
        ClassLoaderWatch old = ClassLoaderWatch.of(context, GuestGateway.LIBRARY);
        SynchronousBundleListener listener = this::bundleChanged;
        context.addBundleListener(listener);
        assertEquals("open at first", GuestGateway.SECRET, page.expand(exploit));

        assertPlan(activator.plan(from, to));
        assertSwitched(activator.activate(from, to));
        assertEquals("closed", exploit, page.expand(exploit));
        assertEquals(new Drained.Empty(), activator.awaitDrained(Duration.ofSeconds(60)));

        assertSwitched(activator.revert("to and fro"));
        assertEquals("open again", GuestGateway.SECRET, page.expand(exploit));
        assertEquals("all as before", before, Inventory.of(context));

        assertSwitched(activator.activate(from, to));
        activator.confirm();
        assertEquals("closed for good", exploit, page.expand(exploit));
        assertEquals(2, activator.confirmed());
        assertFalse(activator.trial().isPresent());

        context.removeBundleListener(listener);
        assertEquals("nothing outside S was stopped", CHANGED, new TreeSet<>(stopped));
        assertNothingLeft(before);
        old.awaitCollected();
    }

    private static void assertPlan(ActivationPlan plan) {
        assertEquals(Terms.Mode.LIVE, plan.mode());
        assertEquals(CHANGED,
                plan.set().stream().map(member -> member.bundle().symbolicName()).collect(Collectors.toSet()));
        assertEquals("no component outside S restarts", List.of(), plan.restarts());
    }

    private static void assertSwitched(ActivationResult result) {
        assertTrue(result.toString(), result instanceof ActivationResult.Switched);
    }

    private void assertNothingLeft(Inventory before) throws Exception {
        Inventory after = Inventory.of(context);
        assertEquals(before.bundles().size(), after.bundles().size());
        assertEquals(before.services(), after.services());
        assertEquals(List.of(GuestGateway.FIXED), Inventory.versions(context, GuestGateway.LIBRARY));
        assertEquals(List.of(), Inventory.threads());
    }

    private void bundleChanged(BundleEvent event) {
        if ((event.getType() & STOPS) != 0) {
            stopped.add(event.getBundle().getSymbolicName());
        }
    }
}
