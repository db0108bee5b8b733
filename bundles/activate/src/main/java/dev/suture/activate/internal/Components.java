// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.dto.ServiceReferenceDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.SatisfiedReferenceDTO;

/** What Declarative Services says of the components of both sides and of bystanders. */
final class Components implements Planner.Bystanders {
    private final ServiceComponentRuntime runtime;
    private final BundleContext context;

    Components(ServiceComponentRuntime runtime, BundleContext context) {
        this.runtime = runtime;
        this.context = context;
    }

    /** The names of the components of these bundles that are satisfied now. */
    Set<String> satisfied(Collection<Bundle> bundles) {
        return configurations(bundles).filter(Components::isSatisfied)
                .map(configuration -> configuration.description.name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The first component of these bundles that is not well: its activation failed, or it is not satisfied although the old
     * side's was ({@code required}).
     */
    Optional<String> findFault(List<Long> ids, Set<String> required) {
        List<Bundle> bundles = ids.stream().map(context::getBundle).toList();
        Set<String> now = satisfied(bundles);
        Optional<String> failed = configurations(bundles)
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(configuration -> "component " + configuration.description.name + " fails to activate").findFirst();
        return failed.or(() -> descriptions(bundles).map(description -> description.name)
                .filter(name -> required.contains(name) && !now.contains(name)).sorted()
                .map(name -> "component " + name + " is not satisfied").findFirst());
    }

    @Override
    public List<String> restarting(Collection<Bundle> set) {
        Set<Long> ids = set.stream().map(Bundle::getBundleId).collect(Collectors.toSet());
        List<Bundle> others = Arrays.stream(context.getBundles()).filter(bundle -> !set.contains(bundle)).toList();
        return configurations(others).filter(configuration -> isStaticallyBound(configuration, ids))
                .map(configuration -> configuration.description.name).distinct().sorted().toList();
    }

    private static boolean isStaticallyBound(ComponentConfigurationDTO configuration, Set<Long> ids) {
        Set<String> fixed = Arrays.stream(configuration.description.references)
                .filter(reference -> "static".equals(reference.policy)).map(reference -> reference.name)
                .collect(Collectors.toSet());
        return Arrays.stream(configuration.satisfiedReferences).filter(reference -> fixed.contains(reference.name))
                .anyMatch(reference -> isBoundTo(reference, ids));
    }

    private static boolean isBoundTo(SatisfiedReferenceDTO reference, Set<Long> ids) {
        for (ServiceReferenceDTO service : reference.boundServices) {
            if (ids.contains(service.bundle)) {
                return true;
            }
        }
        return false;
    }

    private Stream<ComponentDescriptionDTO> descriptions(Collection<Bundle> bundles) {
        return bundles.isEmpty()
                ? Stream.empty()
                : runtime.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new)).stream();
    }

    private Stream<ComponentConfigurationDTO> configurations(Collection<Bundle> bundles) {
        return descriptions(bundles)
                .flatMap(description -> runtime.getComponentConfigurationDTOs(description).stream());
    }

    private static boolean isSatisfied(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.SATISFIED
                || configuration.state == ComponentConfigurationDTO.ACTIVE;
    }
}
