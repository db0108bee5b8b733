// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.anchor.host.CurrentFile;
import dev.suture.runtime.Named;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.Prepared;
import dev.suture.runtime.state.Vacancy;
import dev.suture.stage.Generation;

/**
 * Brings together what the command line says and what the state root has. The first start makes the gateway; a later one
 * only compares, and never makes it anew: that would take a patched device back to its base release.
 */
final class SetUp {
    private final Path root;
    private final Asked asked;
    private Optional<Generation> made = Optional.empty();

    /** What the command line says. @param features names and files, in their order @param trust the publisher's root.json */
    record Asked(Optional<String> product, Optional<String> base, Optional<String> device, List<String> features,
            Optional<Path> trust) {
        Asked {
            features = List.copyOf(features);
        }
    }

    SetUp(Path root, Asked asked) {
        this.root = root;
        this.asked = asked;
    }

    /** Finds mistakes before anything is written. @throws UserError if what is asked for cannot be made */
    void check() throws IOException {
        if (Prepared.isIn(root)) {
            throw new UserError(
                    root + " is the state of a guest (suture adopt) and starts with its host; name another --root");
        }
        if (!isMade()) {
            wanted(feature());
        }
    }

    /**
     * Finds mistakes before anything is written; one is that there is a gateway already.
     *
     * @return the jars of what is to be made
     */
    List<Path> checkNew() throws IOException {
        if (isMade()) {
            throw new UserError(
                    "there is a gateway in " + root + " already, and nothing was changed; name another --root,"
                            + " or remove that folder with all that the gateway keeps in it");
        }
        Vacancy.require(root);
        check();
        Home home = Home.ofThisProcess();
        return feature().bundles().stream().map(item -> home.jar(item.id())).toList();
    }

    /** Makes the gateway. Only under the root's lock. @param own configurations of this device alone, by PID */
    Settings makeNew(Map<String, Map<String, Object>> own) throws IOException {
        checkNew();
        return make(Feature.join(List.of(feature(), new Feature(List.of(), own, Map.of(), List.of()))));
    }

    /** The settings of the gateway, which is made if this is its first start. Only under the root's lock. */
    Settings settings() throws IOException {
        if (!isMade()) {
            System.out.println("first start: making generation 1 of " + asked.product().orElse("?") + " "
                    + asked.base().orElse("?"));
            return make(feature());
        }
        Settings known = known();
        installTrust();
        return known;
    }

    /** The first generation, if {@link #settings()} has made it. */
    Optional<Generation> made() {
        return made;
    }

    /** A first start that was cut off leaves neither of them, and is begun again. */
    private boolean isMade() {
        return new CurrentFile(root).exists() || Files.exists(root.resolve("journal"));
    }

    private Settings known() throws IOException {
        Settings known = Settings.find(root).orElseThrow(() -> lost("settings.json"));
        if (!new CurrentFile(root).exists()) {
            throw lost("current.json");
        }
        requireSame("product", asked.product(), known.product());
        requireSame("base release", asked.base(), known.base());
        requireSame("device", asked.device(), known.device());
        return known;
    }

    private UserError lost(String file) {
        return new UserError("there is a gateway in " + root + ", but its " + file
                + " is missing; restore it from a backup, or set the gateway up anew in an empty folder");
    }

    private Settings make(Feature feature) throws IOException {
        Settings settings = wanted(feature);
        if (asked.trust().isPresent()) {
            Trust.read(asked.trust().get());
        }
        settings.write(root);
        installTrust(); // before the gateway is there: a start that was cut off in between would not ask for it again
        made = Optional.of(new FirstGeneration(root, Home.ofThisProcess()).make(settings.product(), settings.base(),
                feature));
        return settings;
    }

    private void installTrust() throws IOException {
        if (asked.trust().isPresent() && new Trust(root).install(asked.trust().get())) {
            System.out
                    .println("suture: trust/root.json was damaged; it is installed again from " + asked.trust().get());
        }
    }

    private Feature feature() {
        if (asked.product().isEmpty() || asked.base().isEmpty() || asked.features().isEmpty()) {
            throw new UserError("there is no gateway in " + root + " yet; set it up by suture device init, or say"
                    + " --product, --base and --feature to make one");
        }
        return Home.ofThisProcess().features(asked.features());
    }

    private Settings wanted(Feature feature) throws IOException {
        return new Settings(Named.of("product", asked.product().get()), Named.of("base release", asked.base().get()),
                Named.of("device", asked.device().isPresent() ? asked.device().get() : DeviceId.of(DeviceId.MACHINE)),
                feature.frameworkProperties());
    }

    private static void requireSame(String what, Optional<String> said, String known) {
        if (said.isPresent() && !said.get().equals(known)) {
            throw new UserError(
                    "the gateway in this state root was set up with the " + what + " " + known + ", not " + said.get()
                            + "; leave it out, or name another --root");
        }
    }
}
