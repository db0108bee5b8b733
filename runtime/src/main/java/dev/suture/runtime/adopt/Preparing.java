// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.adopt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.delta.BadJarException;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.runtime.Named;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.Prepared;
import dev.suture.runtime.launch.DeviceId;
import dev.suture.runtime.launch.DeviceSite;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;
import dev.suture.runtime.launch.PublishedBase;
import dev.suture.runtime.launch.Trust;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.runtime.state.Vacancy;

/** Lays what a guest needs into a state root. May be done again, before and after the host was adopted. */
final class Preparing {
    private static final String GUEST = "guest";

    private final Path root;
    private final Asked asked;
    private final Home home;

    /** What the command line says. */
    record Asked(String product, Optional<String> base, Optional<String> device, List<String> features, Path trust,
            DeviceSite site) {
        Asked {
            features = List.copyOf(features);
        }
    }

    Preparing(Path root, Asked asked, Home home) {
        this.root = root;
        this.asked = asked;
        this.home = home;
    }

    /**
     * Finds mistakes before anything is written.
     *
     * @return the base releases to choose from
     */
    List<BaseRelease> check() throws IOException {
        if (Prepared.isIn(root)) {
            Prepared before = Prepared.read(root);
            requireSame("product", before.product(), asked.product());
            requireSame("device", before.device(), asked.device().orElse(before.device()));
        } else if (Files.exists(root.resolve("settings.json"))) {
            throw new UserError(root + " is the state root of a gateway that suture run starts; name another --root");
        } else {
            Vacancy.require(root);
        }
        Named.of("product", asked.product());
        feature();
        return bases(Trust.read(asked.trust()));
    }

    private List<BaseRelease> bases(byte[] publisher) {
        List<PublishedBase> found = asked.base().isPresent()
                ? List.of(PublishedBase.find(asked.site().files(), publisher, asked.product(), asked.base().get()))
                : PublishedBase.all(asked.site().files(), publisher, asked.product());
        return found.stream().map(PublishedBase::release).toList();
    }

    /** Prepares. Only under the root's lock. @param bases what {@link #check} gave */
    Prepared prepare(List<BaseRelease> bases) throws IOException {
        String device = Prepared.isIn(root) ? Prepared.read(root).device() : device();
        Feature feature = feature();
        new Trust(root).install(asked.trust());
        Prepared prepared = new Prepared(asked.product(), device, asked.base(), bases,
                new BaseRelease(asked.product(), "updater", store(feature), feature.configurations()));
        prepared.write(root);
        return prepared;
    }

    private String device() throws IOException {
        return Named.of("device", asked.device().isPresent() ? asked.device().get() : DeviceId.of(DeviceId.MACHINE));
    }

    /** The host has a framework of its own. */
    private Feature feature() {
        Feature named = home.features(Stream.concat(Stream.of(GUEST), asked.features().stream()).toList());
        return Feature.join(List.of(named.withoutSystem(),
                new Feature(List.of(), asked.site().configurations(), Map.of(), List.of())));
    }

    private List<BaseBundle> store(Feature feature) throws IOException {
        GenerationFiles files = new GenerationFiles(root);
        List<BaseBundle> bundles = new ArrayList<>();
        List<Feature.Item> items = feature.bundles().stream().sorted(Comparator.comparingInt(Feature.Item::startLevel))
                .toList();
        for (Feature.Item item : items) {
            try {
                bundles.add(files.store(home.jar(item.id()), item.startLevel()));
            } catch (BadJarException e) {
                throw new UserError(item.id() + ": " + e.getMessage(), e);
            }
        }
        return bundles;
    }

    private static void requireSame(String what, String known, String said) {
        if (!known.equals(said)) {
            throw new UserError("this has the " + what + " " + known + ", not " + said + "; name another --root or "
                    + what);
        }
    }
}
