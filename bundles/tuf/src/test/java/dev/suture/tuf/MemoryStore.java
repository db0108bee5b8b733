// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Trusted files in memory; on request the disk fills up after some changes. */
final class MemoryStore implements TrustedStore {
    final Map<String, byte[]> files = new HashMap<>();
    final Map<Slot, byte[]> floors = new HashMap<>();
    Optional<byte[]> installed;
    Backstop backstop = Backstop.NONE;
    int changesLeft = Integer.MAX_VALUE;

    MemoryStore(byte[] installed) {
        this.installed = Optional.of(installed);
    }

    long version(RoleType<?> role) throws Exception {
        return Signed.read(role, files.get(role.type())).content().version();
    }

    @Override
    public byte[] initialRoot() throws IOException {
        return installed.orElseThrow(() -> new FileNotFoundException("install a root.json"));
    }

    @Override
    public Optional<byte[]> find(String role) {
        return Optional.ofNullable(files.get(role));
    }

    @Override
    public void save(String role, byte[] bytes) throws IOException {
        change();
        files.put(role, bytes.clone());
    }

    @Override
    public void delete(String role) throws IOException {
        change();
        files.remove(role);
    }

    @Override
    public Optional<byte[]> findFloor(Slot slot) {
        return Optional.ofNullable(floors.get(slot));
    }

    @Override
    public void saveFloor(Slot slot, byte[] bytes) throws IOException {
        change();
        floors.put(slot, bytes.clone());
    }

    @Override
    public Backstop backstop() {
        return backstop;
    }

    private void change() throws IOException {
        if (changesLeft-- <= 0) {
            throw new IOException("No space left on device");
        }
    }
}
