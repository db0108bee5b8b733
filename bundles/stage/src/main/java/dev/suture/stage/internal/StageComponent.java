// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.stage.StageWatch;

/** Wires the stager. A run that is cut short by a swap goes on, from the disk, in the next one. */
@Component(name = "dev.suture.stage")
@Designate(ocd = StageComponent.Config.class)
public final class StageComponent implements Stager {
    private static final Pattern OF_GENERATION = Pattern.compile("/generations/([1-9][0-9]{0,8})/[^/]*$");

    private final OfferStager stager;
    private final List<Fetcher> fetchers = new CopyOnWriteArrayList<>();

    /** How content is brought in. */
    @ObjectClassDefinition(name = "Suture staging")
    @interface Config {
        @AttributeDefinition(description = "Most bytes a second that are downloaded, on average; 0 for no limit.", min = "0")
        long bytesPerSecond() default 0;
    }

    @Activate
    public StageComponent(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class) Logger logger) {
        Path root = Path.of(Optional.ofNullable(context.getProperty("suture.root"))
                .orElseThrow(() -> new IllegalStateException(
                        "the framework property suture.root is not set; the launcher sets it")))
                .toAbsolutePath();
        stager = new OfferStager(root, link(config), new RealDisk(),
                () -> loaded(context), line -> logger.info("{}", line));
    }

    private Link link(Config config) {
        if (config.bytesPerSecond() < 0) {
            throw new IllegalArgumentException("dev.suture.stage: bytesPerSecond is 0 for no limit, or more");
        }
        return new Link(new FetcherSource(() -> List.copyOf(fetchers)), new Throttle(config.bytesPerSecond()));
    }

    private static Set<Integer> loaded(BundleContext context) {
        return Stream.of(context.getBundles()).map(Bundle::getLocation).map(OF_GENERATION::matcher)
                .filter(Matcher::find)
                .map(location -> Integer.valueOf(location.group(1))).collect(Collectors.toSet());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFetcher(Fetcher fetcher) {
        fetchers.add(fetcher);
    }

    void removeFetcher(Fetcher fetcher) {
        fetchers.remove(fetcher);
    }

    @Override
    public Generation stage(Offer offer, Generation running, StageWatch watch)
            throws StageException, FetchException {
        return stager.stage(offer, running, watch);
    }

    @Override
    public Stager at(Site site) {
        return stager.at(site);
    }

    @Override
    public long collect(Set<Integer> kept) throws StageException {
        return stager.collect(kept);
    }

    @Override
    public Generation get(int number) throws StageException {
        return stager.get(number);
    }
}
