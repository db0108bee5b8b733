// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.util.promise.Promise;

class RuntimeComponentsTest {
    @Test
    void wellWhenEveryConfigurationIs() {
        assertEquals(Optional.empty(),
                fault(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED));
    }

    @Test
    void namesWhatIsMissing() {
        assertEquals(Optional.of("lacks store"), fault(ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
        assertEquals(Optional.of("lacks its configuration"),
                fault(ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION));
        assertEquals(Optional.of("failed to activate"),
                fault(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.FAILED_ACTIVATION));
        assertEquals(Optional.of("has no configuration"), fault());
    }

    private static Optional<String> fault(int... states) {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.name = "c";
        description.bundle = new BundleDTO();
        description.bundle.id = 7;
        description.bundle.symbolicName = "a.bundle";
        ComponentsGate.Seen seen = new RuntimeComponents(new Fake(description, states)).get().get(0);
        assertEquals(new ComponentsGate.Key(7, "c"), seen.key());
        return seen.fault();
    }

    private record Fake(ComponentDescriptionDTO description, int... states) implements ServiceComponentRuntime {
        @Override
        public Collection<ComponentDescriptionDTO> getComponentDescriptionDTOs(Bundle... bundles) {
            return List.of(description);
        }

        @Override
        public ComponentDescriptionDTO getComponentDescriptionDTO(Bundle bundle, String name) {
            return description;
        }

        @Override
        public Collection<ComponentConfigurationDTO> getComponentConfigurationDTOs(ComponentDescriptionDTO of) {
            return Arrays.stream(states).mapToObj(Fake::configuration).toList();
        }

        private static ComponentConfigurationDTO configuration(int state) {
            ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
            configuration.state = state;
            UnsatisfiedReferenceDTO store = new UnsatisfiedReferenceDTO();
            store.name = "store";
            configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[]{store};
            return configuration;
        }

        @Override
        public boolean isComponentEnabled(ComponentDescriptionDTO of) {
            return true;
        }

        @Override
        public Promise<Void> enableComponent(ComponentDescriptionDTO of) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<Void> disableComponent(ComponentDescriptionDTO of) {
            throw new UnsupportedOperationException();
        }
    }
}
