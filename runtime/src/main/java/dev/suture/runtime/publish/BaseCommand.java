// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.suture.patch.BaseRelease;
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
@Command(name = "base", mixinStandardHelpOptions = true, description = "Signs and publishes a base release made of features.")
public final class BaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The workspace.")
    private Path folder;

    @Option(names = "--product", paramLabel = "NAME", description = "If given, the workspace must be of this product.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release, e.g. 5.2.0.")
    private String base;

    @Option(names = "--feature", required = true, arity = "1..*", paramLabel = "FILE|NAME", description = "Features, in the order they are installed.")
    private List<String> features;

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

    private BaseRequest request(Home home) {
        Feature feature = home.features(features);
        List<BaseRequest.Entry> bundles = feature.bundles().stream()
                .map(item -> new BaseRequest.Entry(home.jar(item.id()), item.startLevel())).toList();
        return new BaseRequest(base, bundles, feature.configurations());
    }
}
