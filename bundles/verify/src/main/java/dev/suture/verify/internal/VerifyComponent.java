// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.tuf.Backstop;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/** Wires the verifier. A fetcher is taken once per operation; a stop cancels the download that runs. */
@Component(name = "dev.suture.verify", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VerifyComponent.Config.class)
public final class VerifyComponent implements Verifier {
    /** Where the repository lies and how long its word holds. */
    @ObjectClassDefinition(name = "Suture verification")
    @interface Config {
        @AttributeDefinition(description = "Address of the repository, ending in a slash.")
        String repository();

        @AttributeDefinition(description = "For how many days after its expiry metadata still suffices to activate.", min = "0", max = "30")
        int offlineGraceDays() default 7;
    }

    /** The header of this bundle with the least versions of its publisher's roles. */
    private static final String BACKSTOP = "Suture-Backstop";

    /** By ascending ranking, which is the order the specification gives such a list. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.RELUCTANT)
    private volatile List<Fetcher> fetchers = List.of();

    private final Repository repository;
    private final RepositoryVerifier verifier;

    /** @throws IllegalArgumentException if the configuration or a framework property is missing or wrong */
    @Activate
    public VerifyComponent(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class) Logger logger) {
        Self self = new Self(property(context, "suture.product"), property(context, "suture.base"),
                property(context, "suture.device"));
        TrustDirectory trust = new TrustDirectory(Path.of(property(context, "suture.root")).resolve("trust"),
                backstop(context));
        repository = new Repository(uri(config.repository()), () -> fetchers);
        verifier = new RepositoryVerifier(repository, trust, self, grace(config), Clock.systemUTC(), new LogObserver(
                logger));
    }

    private static String property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).orElseThrow(
                () -> new IllegalArgumentException("the framework property " + name + " is not set"));
    }

    private static Backstop backstop(BundleContext context) {
        return Optional.ofNullable(context.getBundle().getHeaders("").get(BACKSTOP)).map(Backstop::parse)
                .orElse(Backstop.NONE);
    }

    private static URI uri(String repository) {
        return Optional.ofNullable(repository).map(URI::create).orElseThrow(
                () -> new IllegalArgumentException("dev.suture.verify: set repository to the repository's address"));
    }

    private static Duration grace(Config config) {
        if (config.offlineGraceDays() < 0 || config.offlineGraceDays() > 30) {
            throw new IllegalArgumentException("dev.suture.verify: offlineGraceDays is 0 to 30");
        }
        return Duration.ofDays(config.offlineGraceDays());
    }

    @Deactivate
    void deactivate() {
        repository.close();
    }

    @Override
    public Optional<Offer> refresh(Notification hint, int level, Set<Digest> held)
            throws VerificationException, FetchException {
        return verifier.refresh(hint, level, held);
    }

    @Override
    public Verifier at(Site site) {
        return verifier.at(site);
    }

    @Override
    public Optional<Offer> findBase(String base) throws VerificationException, FetchException {
        return verifier.findBase(base);
    }

    @Override
    public Standing recheck(Offer offer) throws VerificationException {
        return verifier.recheck(offer);
    }
}
