// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry of services in memory; it counts what is taken and not given back. */
final class FakeStages implements Stages {
    private final Map<Class<?>, List<Held<?>>> services = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();

    <T> void put(Class<T> contract, String name, T service, String... marks) {
        services.computeIfAbsent(contract, key -> new CopyOnWriteArrayList<>())
                .add(new Held<>(name, service, List.of(marks)::contains, () -> {}));
    }

    <T> void put(Class<T> contract, T service) {
        put(contract, contract.getSimpleName(), service);
    }

    void remove(Class<?> contract) {
        services.remove(contract);
    }

    int held() {
        return held.get();
    }

    @Override
    public <T> Held<T> take(Class<T> contract) throws MissingStageException {
        List<Held<T>> all = all(contract);
        if (all.isEmpty()) {
            throw new MissingStageException(contract);
        }
        return count(all.get(0));
    }

    @Override
    public <T> List<Held<T>> takeAll(Class<T> contract) {
        return all(contract).stream().map(this::count).toList();
    }

    @Override
    public boolean has(Class<?> contract) {
        return !services.getOrDefault(contract, List.of()).isEmpty();
    }

    private <T> Held<T> count(Held<T> service) {
        held.incrementAndGet();
        return new Held<>(service.name(), service.service(), service.marks(), held::decrementAndGet);
    }

    private <T> List<Held<T>> all(Class<T> contract) {
        List<Held<T>> all = new ArrayList<>();
        for (Held<?> service : services.getOrDefault(contract, List.of())) {
            all.add(new Held<>(service.name(), contract.cast(service.service()), service.marks(),
                    service.release()));
        }
        return all;
    }
}
