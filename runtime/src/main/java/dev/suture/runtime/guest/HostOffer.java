// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What the host has already of what the updater needs. A second Configuration Admin or component runtime beside the host's
 * would do all work twice; so the host's own serves, in whatever version, and stays foreign.
 */
final class HostOffer {
    private static final String EXTENDER = "osgi.extender";
    private static final String SERVICE = "osgi.service";
    private static final String PACKAGE = "osgi.wiring.package";
    private static final String OBJECTCLASS = "objectClass";

    private final BundleContext system;
    private final List<Bundle> bundles;

    /** As it is now, but for {@code ours}. */
    HostOffer(BundleContext system, Collection<Bundle> ours) {
        this.system = system;
        this.bundles = Arrays.stream(system.getBundles()).filter(bundle -> !ours.contains(bundle)).toList();
    }

    /** Whether the host has a bundle of this name in a version that can stand in for {@code version}. */
    boolean hasBundle(String symbolicName, String version) {
        Version wanted = Version.parseVersion(version);
        return bundles.stream().filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).map(Bundle::getVersion)
                .anyMatch(found -> isEnough(found, wanted));
    }

    /** Whether the host does what this bundle does: an extender or a service of it, or all the packages of a mere API. */
    boolean covers(Bundle bundle) {
        List<BundleCapability> offered = bundle.adapt(BundleRevision.class).getDeclaredCapabilities(null);
        List<BundleCapability> services = offered(offered, SERVICE);
        if (offered(offered, EXTENDER).stream().anyMatch(this::isExtended)
                || !services.isEmpty() && services.stream().allMatch(this::isServed)) {
            return true;
        }
        List<BundleCapability> packages = offered(offered, PACKAGE);
        return services.isEmpty() && !packages.isEmpty() && packages.stream().allMatch(this::isExported);
    }

    private static List<BundleCapability> offered(List<BundleCapability> offered, String namespace) {
        return offered.stream().filter(each -> namespace.equals(each.getNamespace())).toList();
    }

    private boolean isExtended(BundleCapability wanted) {
        return capabilities(EXTENDER).anyMatch(found -> same(found, wanted, EXTENDER));
    }

    private boolean isServed(BundleCapability wanted) {
        return names(wanted).stream().anyMatch(name -> system.getServiceReference(name) != null
                || capabilities(SERVICE).anyMatch(found -> names(found).contains(name)));
    }

    private boolean isExported(BundleCapability wanted) {
        return capabilities(PACKAGE).anyMatch(
                found -> same(found, wanted, PACKAGE) && isEnough(version(found), version(wanted)));
    }

    private Stream<BundleCapability> capabilities(String namespace) {
        return bundles.stream().flatMap(bundle -> Optional.ofNullable(bundle.adapt(BundleRevision.class)).stream())
                .flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream());
    }

    private static boolean same(BundleCapability found, BundleCapability wanted, String attribute) {
        return Objects.equals(found.getAttributes().get(attribute), wanted.getAttributes().get(attribute));
    }

    private static Version version(BundleCapability capability) {
        return capability.getAttributes().get("version") instanceof Version version ? version : Version.emptyVersion;
    }

    private static boolean isEnough(Version found, Version wanted) {
        return found.getMajor() == wanted.getMajor() && found.compareTo(wanted) >= 0;
    }

    private static List<String> names(BundleCapability service) {
        Map<String, Object> attributes = service.getAttributes();
        List<String> names = new ArrayList<>();
        if (attributes.get(OBJECTCLASS) instanceof Collection<?> several) {
            several.forEach(name -> names.add(name.toString()));
        } else if (attributes.containsKey(OBJECTCLASS)) {
            names.add(attributes.get(OBJECTCLASS).toString());
        }
        return names;
    }
}
