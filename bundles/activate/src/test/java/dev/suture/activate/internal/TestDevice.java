// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.anchor.host.AnchoredFramework;
import dev.suture.anchor.host.Current;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** A framework that runs generation 1, to which bundles are added one by one; next generations are staged beside it. */
final class TestDevice extends AnchoredFramework {
    private final List<ManagedBundle> managed = new ArrayList<>();

    TestDevice(Path root, String... shared) throws IOException, BundleException {
        this(root, true, shared);
    }

    TestDevice(Path root, boolean attended, String... shared) throws IOException, BundleException {
        super(root, Current.first(1), attended, shared);
    }

    /** Installs and starts a bundle of generation 1. */
    Bundle run(Path jar) throws IOException, BundleException {
        return run(jar, 1);
    }

    /** Installs a bundle of generation 1 at a start level and starts it, unless the framework does not run at it. */
    Bundle run(Path jar, int startLevel) throws IOException, BundleException {
        ManagedBundle entry = stage(1, jar, startLevel);
        managed.add(entry);
        Bundle bundle = install(file(1, entry));
        bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            bundle.start();
        }
        return bundle;
    }

    /** Resolves what can be resolved. */
    void resolve() {
        context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(null);
    }

    /** What runs. */
    Generation generation1() {
        return generation(1, managed);
    }

    /** The next generation: what runs, but for the bundles that a changed one takes the place of. */
    Generation generation2(ManagedBundle... changed) {
        List<ManagedBundle> bundles = new ArrayList<>(managed);
        for (ManagedBundle change : changed) {
            bundles.replaceAll(bundle -> bundle.base().equals(change.base()) ? change : bundle);
        }
        return generation(2, bundles);
    }

    /** What runs under this name. */
    ManagedBundle entry(String name) {
        return managed.stream().filter(bundle -> bundle.bundle().symbolicName().equals(name)).findFirst().orElseThrow();
    }

    /** A jar staged for generation 2 in the place of the bundle of the same name. */
    ManagedBundle replacement(Path jar) throws IOException {
        ManagedBundle staged = stage(2, jar, 1);
        return inPlaceOf(entry(staged.bundle().symbolicName()), staged);
    }

    static ManagedBundle inPlaceOf(ManagedBundle old, ManagedBundle staged) {
        return new ManagedBundle(staged.bundle(), old.base(), staged.length(), old.startLevel(), old.started());
    }

    /** Puts the file of an unchanged bundle of generation 1 into the folder of generation 2, as staging does. */
    void stageUnchanged() throws IOException {
        for (ManagedBundle bundle : managed) {
            if (!Files.exists(file(2, bundle))) {
                place(2, file(1, bundle), bundle.fileName());
            }
        }
    }

    ManagedBundle stage(int generation, Path jar, int startLevel) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes headers = file.getManifest().getMainAttributes();
            Digest digest = new Digest(sha256(jar));
            ManagedBundle entry = new ManagedBundle(new BundleRef(headers.getValue("Bundle-SymbolicName").split(";")[0],
                    headers.getValue("Bundle-Version"), digest), digest, Files.size(jar), startLevel, true);
            if (!Files.exists(file(generation, entry))) {
                place(generation, jar, entry.fileName());
            }
            return entry;
        }
    }

    static ManagedBundle stopped(ManagedBundle bundle) {
        return new ManagedBundle(bundle.bundle(), bundle.base(), bundle.length(), bundle.startLevel(), false);
    }

    static Generation generation(int number, List<ManagedBundle> bundles) {
        return new Generation(number,
                new Generation.Origin("gateway", "5.2.0", new PatchLevel(number - 1), Optional.empty()), bundles,
                Map.of());
    }

    Path generations() {
        return root.resolve("generations");
    }

    Path file(int generation, ManagedBundle bundle) {
        return generations().resolve(Integer.toString(generation)).resolve(bundle.fileName());
    }
}
