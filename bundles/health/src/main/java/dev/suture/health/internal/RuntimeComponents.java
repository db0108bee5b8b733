// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import dev.suture.health.internal.ComponentsGate.Key;
import dev.suture.health.internal.ComponentsGate.Seen;

/** The enabled components of Declarative Services. */
final class RuntimeComponents implements Supplier<List<Seen>> {
    private final ServiceComponentRuntime runtime;

    RuntimeComponents(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public List<Seen> get() {
        return runtime.getComponentDescriptionDTOs().stream().filter(runtime::isComponentEnabled).map(this::see)
                .toList();
    }

    private Seen see(ComponentDescriptionDTO component) {
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        Optional<String> fault = configurations.isEmpty()
                ? Optional.of("has no configuration")
                : configurations.stream().flatMap(configuration -> fault(configuration).stream()).findFirst();
        return new Seen(new Key(component.bundle.id, component.name), component.bundle.symbolicName, fault);
    }

    private static Optional<String> fault(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
        case ComponentConfigurationDTO.FAILED_ACTIVATION -> Optional.of("failed to activate");
        case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> Optional.of("lacks its configuration");
        case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Optional.of("lacks " + Arrays
                .stream(configuration.unsatisfiedReferences).map(reference -> reference.name)
                .collect(Collectors.joining(", ")));
        default -> Optional.empty();
        };
    }
}
