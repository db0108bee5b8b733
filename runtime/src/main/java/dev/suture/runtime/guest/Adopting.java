// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/**
 * The first start in a host: finds the base release that the host runs, brings in what the updater needs and the host has not,
 * and makes generation 1 of both. Nothing of the host is touched. {@code current.json} is written last.
 */
final class Adopting {
    private static final String OURS = "dev.suture.";

    private final Site site;
    private final Updater updater;

    Adopting(Site site, Updater updater) {
        this.site = site;
        this.updater = updater;
    }

    /**
     * Adopts.
     *
     * @throws UserError if there is no base release to adopt, or the updater does not resolve here
     */
    Arrived adopt() throws IOException, BundleException {
        Inventory inventory = site.inventory();
        try {
            return adopt(BaseMatch.choose(site.prepared(), inventory));
        } catch (BaseMatch.NoneException e) {
            throw new UserError(e.getMessage() + "; what the host runs is in " + site.root().resolve("inventory.json")
                    + ": make a base release of it with suture base --inventory, run suture adopt again, and start this"
                    + " bundle again", e);
        }
    }

    private Arrived adopt(BaseMatch match) throws IOException, BundleException {
        for (Bundle bundle : site.copies().all()) {
            bundle.uninstall(); // of an adoption that was cut off; beside them none of the same version could be installed
        }
        int number = site.files().free();
        List<ManagedBundle> bundles = new ArrayList<>(bring(number));
        updater.resolve().forEach(site.log()::warn);
        bundles.removeIf(bundle -> site.copies().find(bundle.bundle()).isEmpty());
        for (Item item : match.present()) {
            bundles.add(keep(item));
        }
        Generation generation = new Generation(number,
                new Origin(match.base().product(), match.base().base(), PatchLevel.BASE, Optional.empty()), bundles,
                match.base().configurations());
        site.files().describe(generation);
        Reality reality = site.compare(generation);
        new CurrentFile(site.root()).write(Current.first(number));
        site.log()
                .info("adopted as " + match.base().product() + " " + match.describe()
                        + "; all other bundles of the host"
                        + " stay foreign");
        return new Arrived(generation, reality);
    }

    private List<ManagedBundle> bring(int number) throws IOException, BundleException {
        BundleContext system = site.system();
        HostOffer offer = new HostOffer(system, site.copies().all());
        List<ManagedBundle> brought = new ArrayList<>();
        for (BaseBundle bundle : site.prepared().updater().bundles()) {
            boolean ours = bundle.bundle().symbolicName().startsWith(OURS);
            if (!ours && offer.hasBundle(bundle.bundle().symbolicName(), bundle.bundle().version())) {
                continue;
            }
            ManagedBundle managed = new ManagedBundle(bundle.bundle(), bundle.bundle().digest(), bundle.length(),
                    updater.startLevel(), true);
            Bundle installed = updater.add(site.place(number, managed), Optional.empty());
            if (!ours && offer.covers(installed)) {
                updater.drop(installed);
            } else {
                brought.add(managed);
            }
        }
        return brought;
    }

    /** What a patch takes together with it may have to be copied, so its canonical form goes into the store. */
    private ManagedBundle keep(Item item) throws IOException {
        Optional<Bundle> bundle = Optional.ofNullable(site.system().getBundle(item.place().id()));
        Optional<Path> jar = bundle.isPresent() ? new HostJar(site.context()).find(bundle.get()) : Optional.empty();
        if (jar.isEmpty()) {
            throw new UserError(item.symbolicName() + " changed while it was adopted; start this bundle again");
        }
        BaseBundle stored = site.files().store(jar.get(), item.startLevel());
        return new ManagedBundle(stored.bundle(), stored.bundle().digest(), stored.length(), stored.startLevel(),
                item.started());
    }
}
