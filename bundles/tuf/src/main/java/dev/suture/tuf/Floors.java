// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.tuf.FloorFormat.Numbered;
import dev.suture.tuf.TrustedStore.Slot;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The device's floor in its two files, which say the same but for a cut between them: so each of them suffices, and one is whole at any
 * moment. They are written before the metadata that raises the floor. Used by one thread.
 */
final class Floors {
    private static final String DOCUMENT = "floor";

    private final TrustedStore store;
    private final RefreshObserver observer;
    private Numbered current;

    /** Reads them. Both damaged is as if there were none, and told. */
    Floors(TrustedStore store, RefreshObserver observer) {
        this.store = store;
        this.observer = observer;
        current = Stream.of(Slot.values()).map(this::find).flatMap(Optional::stream)
                .max(Comparator.comparingLong(Numbered::number))
                .orElse(new Numbered(0, Floor.NONE));
    }

    private Optional<Numbered> find(Slot slot) {
        try {
            Optional<byte[]> bytes = store.findFloor(slot);
            return bytes.isPresent() ? Optional.of(FloorFormat.read(bytes.get())) : Optional.empty();
        } catch (IOException | MalformedException | IllegalArgumentException e) {
            observer.discarded(DOCUMENT, damage(e));
            return Optional.empty();
        }
    }

    Floor floor() {
        return current.floor();
    }

    /** Makes this the floor, on the disk first. */
    void raise(Floor floor) throws VerificationException {
        if (floor.equals(current.floor())) {
            return;
        }
        Numbered raised = new Numbered(current.number() + 1, floor);
        try {
            for (Slot slot : Slot.values()) {
                store.saveFloor(slot, FloorFormat.write(raised));
            }
        } catch (IOException e) {
            throw damage(e);
        }
        current = raised;
    }

    private static VerificationException damage(Exception cause) {
        return new VerificationException(Attack.LOCAL_DAMAGE, DOCUMENT, cause.getMessage(), cause);
    }
}
