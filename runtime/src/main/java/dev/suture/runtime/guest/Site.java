// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

import dev.suture.runtime.UserError;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * Where the guest is.
 *
 * @param context its own
 * @param root the state root
 * @param prepared what lies in it for the guest
 * @param log takes its lines
 */
record Site(BundleContext context, Path root, Prepared prepared, GuestLog log) {
    BundleContext system() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    }

    Copies copies() {
        return new Copies(system(), root);
    }

    /** What runs of the updater, in the order of their ids. */
    List<Bundle> updater() {
        return copies().all().stream()
                .filter(bundle -> prepared.updaterNames().contains(bundle.getSymbolicName())).toList();
    }

    GenerationFiles files() {
        return new GenerationFiles(root);
    }

    /** @throws UserError if the description of this generation is missing or damaged */
    Generation generation(int number) throws IOException {
        return files().find(number).orElseThrow(() -> new UserError("the description of generation " + number + " in "
                + root + " is damaged; restore it from a backup, or adopt this host anew with an empty state root"));
    }

    /** Where the framework loads a bundle from. @throws UserError if its file can be had from nowhere */
    Path place(int generation, ManagedBundle bundle) throws IOException {
        if (!files().place(generation, bundle)) {
            throw new UserError("the file of " + bundle.bundle() + " in " + root
                    + " is damaged, and so is the store's; run suture adopt again, or restore it from a backup");
        }
        return files().file(generation, bundle);
    }

    /** Takes the inventory of the host as it is now. */
    Inventory inventory() throws IOException {
        return new Census(context, root, copies()).take();
    }

    /** Compares a generation with what runs now. */
    Reality compare(Generation generation) throws IOException {
        Copies copies = copies();
        return Reality.of(generation, new Reality.Surroundings(inventory(), bundle -> copies.find(bundle).isPresent(),
                prepared.updaterNames()));
    }

    /** The same by number. */
    Reality compare(int generation) throws IOException {
        return compare(generation(generation));
    }
}
