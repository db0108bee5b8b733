// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Optional<Journal.Entry> script = new Journal(site.root()).find()
                .filter(last -> last.state() != ScriptState.CLEAN);
        if (script.isPresent()) {
            uninstall(script.get().state() == ScriptState.CONFIRMED
                    ? replaced(script.get())
                    : site.copies().of(script.get().to()));
        }
        // Last: it closes the script, and nobody would know any more what it had left behind.
        Generation confirmed = site.generation(BootChoice.decideAsGuest(site.root()).confirmed());
        Reality reality = site.compare(confirmed);
        reality.drift().forEach(line -> site.log().warn("drift: " + line));
        Generation real = describe(confirmed, reality);
        bringBack(real);
        return new Arrived(real, reality);
    }

    /** A patch was confirmed, and before the old bundles were uninstalled the host ended. */
    private List<Bundle> replaced(Journal.Entry script) throws IOException {
        Copies copies = site.copies();
        List<Bundle> fresh = copies.of(script.to());
        List<ManagedBundle> now = site.generation(script.to()).bundles();
        Inventory inventory = site.inventory();
        List<Bundle> replaced = new ArrayList<>();
        for (ManagedBundle before : site.generation(script.from()).bundles()) {
            String name = before.bundle().symbolicName();
            if (fresh.stream().anyMatch(copy -> name.equals(copy.getSymbolicName()))
                    || now.stream().noneMatch(bundle -> name.equals(bundle.bundle().symbolicName()))) {
                inventory.find(before.bundle().digest())
                        .ifPresent(item -> replaced.add(site.system().getBundle(item.place().id())));
                copies.all().stream().filter(copy -> Copies.is(copy, before.bundle()) && !fresh.contains(copy))
                        .forEach(replaced::add);
            }
        }
        return replaced;
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
