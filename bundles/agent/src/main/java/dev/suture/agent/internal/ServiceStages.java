// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.suture.report.Reporter;
import dev.suture.verify.Verifier;
import dev.suture.stage.Stager;
import dev.suture.activate.Activator;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The stages as services of the framework. It asks the registry at every use instead of holding references: nothing is
 * bound between two uses, so no swap of a stage concerns the agent.
 */
final class ServiceStages implements Stages {
    private static final List<Class<?>> AWAITED = Stream.concat(NEEDED.stream(), Stream.of(Reporter.class)).toList();

    /** What would decide in the updater's place. A foreign policy or gate can only be stricter. */
    private static final Set<Class<?>> GUARDED = Set.of(Activator.class, Stager.class, Verifier.class);

    private final BundleContext context;
    private final Provenance provenance;

    ServiceStages(BundleContext context, Provenance provenance) {
        this.context = context;
        this.provenance = provenance;
    }

    /** Calls {@code arrived} with the contract of every service that arrives from now on; ends with the bundle. */
    ServiceListener listen(Consumer<Class<?>> arrived) {
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                contracts(event.getServiceReference()).forEach(arrived);
            }
        };
        String filter = AWAITED.stream().map(contract -> "(" + Constants.OBJECTCLASS + "=" + contract.getName() + ")")
                .collect(Collectors.joining("", "(|", ")"));
        try {
            context.addServiceListener(listener, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of class names", e);
        }
        return listener;
    }

    @Override
    public <T> Held<T> take(Class<T> contract) throws MissingStageException {
        List<ServiceReference<T>> references = references(contract);
        for (ServiceReference<T> reference : references) {
            Optional<Held<T>> held = hold(reference);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw references.isEmpty()
                ? new MissingStageException(contract)
                : new MissingStageException(contract, name(references.get(0)));
    }

    @Override
    public <T> List<Held<T>> takeAll(Class<T> contract) {
        return references(contract).stream().flatMap(reference -> hold(reference).stream()).toList();
    }

    @Override
    public boolean has(Class<?> contract) {
        return !references(contract).isEmpty();
    }

    @Override
    public List<String> posers() {
        return GUARDED.stream().sorted(Comparator.comparing(Class::getName))
                .flatMap(contract -> registered(contract).stream().filter(reference -> !isOurs(reference))
                        .map(reference -> name(reference) + " as " + contract.getSimpleName()))
                .toList();
    }

    private <T> List<ServiceReference<T>> references(Class<T> contract) {
        List<ServiceReference<T>> references = registered(contract);
        if (GUARDED.contains(contract)) {
            references.removeIf(reference -> !isOurs(reference));
        }
        return references;
    }

    private boolean isOurs(ServiceReference<?> reference) {
        return Optional.ofNullable(reference.getBundle()).filter(provenance::isOurs).isPresent();
    }

    private <T> List<ServiceReference<T>> registered(Class<T> contract) {
        try {
            List<ServiceReference<T>> references = new ArrayList<>(context.getServiceReferences(contract, null));
            references.sort(Collections.reverseOrder());
            return references;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        } catch (IllegalStateException e) {
            return new ArrayList<>(); // this bundle was stopped, which happens to the agent that drives its own swap
        }
    }

    private <T> Optional<Held<T>> hold(ServiceReference<T> reference) {
        try {
            return Optional.ofNullable(context.getService(reference))
                    .map(service -> new Held<>(name(reference), service,
                            mark -> Boolean.TRUE.equals(reference.getProperty(mark)), () -> release(reference)));
        } catch (IllegalStateException e) {
            return Optional.empty(); // likewise
        }
    }

    private void release(ServiceReference<?> reference) {
        try {
            context.ungetService(reference);
        } catch (IllegalStateException e) {
            return; // the bundle was stopped, and the framework has given it back itself
        }
    }

    private static String name(ServiceReference<?> reference) {
        Object component = reference.getProperty("component.name");
        if (component != null) {
            return component.toString();
        }
        return reference.getBundle() == null ? "unregistered" : reference.getBundle().getSymbolicName();
    }

    private static Stream<Class<?>> contracts(ServiceReference<?> reference) {
        List<String> names = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        return AWAITED.stream().filter(contract -> names.contains(contract.getName()));
    }
}
