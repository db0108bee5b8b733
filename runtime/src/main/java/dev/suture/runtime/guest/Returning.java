// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.anchor.host.BootChoice;
import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.anchor.host.Journal;
import dev.suture.anchor.host.ScriptState;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * A start after the first: the host was restarted, with its bundles as it keeps them or as its provisioner restores them. Brings
 * what was cut off to its end, and makes the description true again where the host has changed something. Changes nothing that
 * the host has installed, except for what a confirmed patch had replaced and a cut left behind.
 */
final class Returning {
    private final Site site;
    private final Updater updater;

    Returning(Site site, Updater updater) {
        this.site = site;
        this.updater = updater;
    }

    /** Goes on. @throws dev.suture.runtime.UserError if the updater does not resolve here, or its files are gone */
    Arrived goOn() throws IOException, BundleException {
        boolean cut = new Journal(site.root()).find().filter(last -> last.state() == ScriptState.CONFIRMED).isPresent();
        Current current = BootChoice.decideAsGuest(site.root());
        Generation confirmed = site.generation(current.confirmed());
        dropStale(confirmed);
        if (cut) {
            dropReplaced(confirmed);
        }
        Reality reality = site.compare(confirmed);
        reality.drift().forEach(line -> site.log().warn("drift: " + line));
        Generation real = describe(confirmed, reality);
        bringBack(real);
        return new Arrived(real, reality);
    }

    /** What a trial, or an adoption that was cut off, left behind. Who is wired to it is wired anew. */
    private void dropStale(Generation confirmed) throws BundleException {
        Set<String> wanted = confirmed.bundles().stream().map(bundle -> bundle.bundle().toString())
                .collect(Collectors.toSet());
        List<Bundle> stale = site.copies().all().stream()
                .filter(bundle -> !wanted.contains(bundle.getSymbolicName() + " " + bundle.getVersion())).toList();
        uninstall(stale);
    }

    /** A patch was confirmed, and before the old bundles were uninstalled the host ended. */
    private void dropReplaced(Generation confirmed) throws IOException, BundleException {
        Set<String> replaced = confirmed.bundles().stream()
                .filter(bundle -> site.copies().find(bundle.bundle()).isPresent())
                .map(bundle -> bundle.base().hex()).collect(Collectors.toSet());
        uninstall(site.inventory().bundles().stream()
                .filter(item -> item.find().filter(found -> replaced.contains(found.bundle().digest().hex()))
                        .isPresent())
                .map(item -> site.system().getBundle(item.place().id())).toList());
    }

    private void uninstall(List<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            site.log().info("uninstalling " + bundle.getSymbolicName() + " " + bundle.getVersion()
                    + ", which a cut left behind");
            bundle.uninstall();
        }
        FrameworkWiring wiring = site.system().getBundle().adapt(FrameworkWiring.class);
        Collection<Bundle> pending = wiring.getRemovalPendingBundles();
        List<Bundle> held = bundles.stream().filter(pending::contains).toList();
        if (!held.isEmpty()) {
            wiring.refreshBundles(held);
        }
    }

    private Generation describe(Generation confirmed, Reality reality) throws IOException {
        if (reality.bundles().equals(confirmed.bundles())) {
            return confirmed;
        }
        Generation real = reality.numbered(site.files().free(), confirmed);
        site.files().describe(real);
        new CurrentFile(site.root()).write(Current.first(real.number()));
        site.log().warn("what runs is not " + confirmed.origin().label() + " any more; it is described as generation "
                + real.number() + ", " + real.origin().label()
                + (reality.back() ? ", to which the newest patch can be applied again" : ""));
        return real;
    }

    private void bringBack(Generation real) throws IOException, BundleException {
        Set<String> brought = site.prepared().updaterNames();
        for (ManagedBundle bundle : real.bundles()) {
            Optional<Bundle> copy = site.copies().find(bundle.bundle());
            if (brought.contains(bundle.bundle().symbolicName())) {
                updater.add(site.place(real.number(), bundle), copy);
            } else if (copy.isPresent() && bundle.started()) {
                start(copy.get());
            }
        }
        updater.resolve().forEach(site.log()::warn);
    }

    private static void start(Bundle bundle) throws BundleException {
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }
}
