// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

import dev.suture.delta.BadJarException;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.Digest;
import dev.suture.runtime.guest.Inventory.Content;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.runtime.guest.Inventory.Place;
import dev.suture.runtime.state.Disk;
import dev.suture.tuf.json.MalformedException;

/** Takes the inventory of the host. What the inventory before has hashed and nobody has changed since is not hashed again. */
final class Census {
    private final BundleContext context;
    private final Path file;
    private final Copies copies;

    /** For the host around {@code context}, which is the guest's own; keeps {@code inventory.json} in {@code root}. */
    Census(BundleContext context, Path root, Copies copies) {
        this.context = context;
        this.file = root.resolve("inventory.json");
        this.copies = copies;
    }

    /** Takes it and writes it down. */
    Inventory take() throws IOException {
        Map<Place, Item> known = known().stream().flatMap(inventory -> inventory.bundles().stream())
                .collect(Collectors.toMap(Item::place, Function.identity(), (first, second) -> first));
        HostJar jars = new HostJar(context);
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        Inventory inventory = new Inventory(system.getSymbolicName() + " " + system.getVersion(),
                Arrays.stream(context.getBundles()).filter(this::isHosts).map(bundle -> item(bundle, known, jars))
                        .toList());
        Disk.replace(file, inventory.write());
        return inventory;
    }

    private boolean isHosts(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && !bundle.equals(context.getBundle())
                && !copies.isCopy(bundle);
    }

    /** One that cannot be read only costs the time to hash all again. */
    private Optional<Inventory> known() throws IOException {
        try {
            return Files.exists(file) ? Optional.of(Inventory.read(Files.readAllBytes(file))) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Item item(Bundle bundle, Map<Place, Item> known, HostJar jars) {
        Place place = new Place(bundle.getBundleId(), bundle.getLocation(), bundle.getLastModified());
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean started = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0
                || level.isPersistentlyStarted();
        String name = Optional.ofNullable(bundle.getSymbolicName()).orElse("");
        Content content = Optional.ofNullable(known.get(place)).map(Item::content)
                .orElseGet(() -> content(bundle, name, jars));
        return new Item(place, name, bundle.getVersion().toString(), level.getStartLevel(), started, content);
    }

    private static Content content(Bundle bundle, String name, HostJar jars) {
        if (name.isEmpty()) {
            return new Content.Unknown("it has no symbolic name");
        }
        try {
            Optional<Path> jar = jars.find(bundle);
            if (jar.isEmpty()) {
                return new Content.Unknown("its jar is neither in the framework's storage nor at its location");
            }
            CanonicalJar.Summary summary = CanonicalJar.write(jar.get(), OutputStream.nullOutputStream());
            return new Content.Known(new Digest(summary.sha256()), summary.length());
        } catch (BadJarException e) {
            return new Content.Unknown("its jar has no canonical form: " + e.getMessage());
        } catch (IOException e) {
            return new Content.Unknown("its jar cannot be read: " + e.getMessage());
        }
    }
}
