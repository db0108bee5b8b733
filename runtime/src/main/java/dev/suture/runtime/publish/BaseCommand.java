// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.publish.BaseRequest;
import dev.suture.publish.Publisher;
import dev.suture.runtime.UserError;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture base}. */
@Command(name = "base", mixinStandardHelpOptions = true, description = "Signs and publishes a base release made of features, or of what a running host has.")
public final class BaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The workspace.")
    private Path folder;

    @Option(names = "--product", paramLabel = "NAME", description = "If given, the workspace must be of this product.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release, e.g. 5.2.0.")
    private String base;

    @Option(names = "--feature", arity = "1..*", paramLabel = "FILE|NAME", description = "Features, in the order they are installed.")
    private List<String> features = List.of();

    @Option(names = "--inventory", paramLabel = "FILE", description = "The inventory.json of a host that is to be adopted: its bundles come before those of the features.")
    private Optional<Path> inventory = Optional.empty();

    @Option(names = "--manage", arity = "1..*", paramLabel = "PATTERN", description = "Symbolic names of the inventory's bundles that are managed from now on; * stands for anything. All others stay foreign.")
    private List<String> manage = List.of();

    @Override
    public Integer call() {
        return Work.in(folder, () -> {
            try (Publisher publisher = Publisher.open(folder, Clock.systemUTC())) {
                if (product.filter(name -> !name.equals(publisher.product())).isPresent()) {
                    throw new UserError(folder + " is the workspace of " + publisher.product() + ", not of "
                            + product.get());
                }
                var out = spec.commandLine().getOut();
                BaseRelease published = publisher.addBase(request(Home.ofThisProcess()),
                        new SlowSteps(out, System::nanoTime));
                out.println("published " + published.product() + " " + base + ", " + published.bundles().size()
                        + " bundles");
            }
        });
    }

    private BaseRequest request(Home home) throws IOException {
        List<BaseBundle> described = inventory.isPresent()
                ? new ManagedOfHost(inventory.get()).choose(manage)
                : List.of();
        Feature named = home.features(features);
        // A host has a framework of its own.
        Feature feature = inventory.isPresent() ? named.withoutSystem() : named;
        List<BaseRequest.Entry> bundles = feature.bundles().stream()
                .map(item -> new BaseRequest.Entry(home.jar(item.id()), item.startLevel())).toList();
        return new BaseRequest(base, bundles, described, feature.configurations(), described.isEmpty());
    }
}
