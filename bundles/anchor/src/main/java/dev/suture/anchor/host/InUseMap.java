// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;

/**
 * Takes uninstalled bundles out of Felix's map of services in use. Up to 7.0.5 at least, Felix keeps a bundle that has ever
 * used a service as a key of {@code ServiceRegistry.m_inUseMap} until that service goes: about 10 kB a swap, and every later
 * stop walks over it. An uninstalled bundle can use nothing any more, so its entry means nothing.
 *
 * <p>
 * No API reaches the map, hence the reflection. Where it finds none it says so in the log and does nothing: a swap costs
 * memory then, but goes on. Other frameworks have no such map.
 */
final class InUseMap {
    private static final String FELIX = "org.apache.felix.framework.Felix";

    private final Map<?, ?> users;

    private InUseMap(Map<?, ?> users) {
        this.users = users;
    }

    /** The one of this framework; an empty one if it has none. */
    static InUseMap of(Bundle framework, BiConsumer<String, Throwable> log) {
        if (!framework.getClass().getName().equals(FELIX)) {
            return new InUseMap(Map.of());
        }
        try {
            return new InUseMap((Map<?, ?>) get(get(framework, "m_registry"), "m_inUseMap"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.accept("this Felix keeps its services in use elsewhere; each swap may cost about 10 kB of memory", e);
            return new InUseMap(Map.of());
        }
    }

    /** Forgets a bundle, if it is uninstalled. */
    void forget(Bundle bundle) {
        if (bundle.getState() == Bundle.UNINSTALLED && !users.isEmpty()) {
            users.remove(bundle);
        }
    }

    private static Object get(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
