// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.OptionalInt;

import dev.suture.activate.Activator;
import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;
import dev.suture.tuf.format.GenerationFormat;

/** Looks at what the device runs. {@link #look} by the working thread, {@link #last} by any. */
final class Device {
    private final Stages stages;
    private volatile Optional<Look> last = Optional.empty();

    Device(Stages stages) {
        this.stages = stages;
    }

    /** Looks now. @throws StageException if the description of what runs is damaged */
    Look look() throws MissingStageException, StageException {
        int confirmed;
        OptionalInt trial;
        try (Held<Activator> activator = stages.take(Activator.class)) {
            confirmed = activator.service().confirmed();
            trial = activator.service().trial();
        }
        Look look = look(confirmed, trial);
        last = Optional.of(look);
        return look;
    }

    /** What the last look showed; empty before the first. */
    Optional<Look> last() {
        return last;
    }

    private Look look(int confirmed, OptionalInt trial) throws MissingStageException, StageException {
        int serving = trial.orElse(confirmed);
        Optional<Look> known = last.filter(look -> look.running().number() == serving);
        if (known.isPresent()) {
            return new Look(known.get().running(), known.get().digest(), confirmed, trial);
        }
        try (Held<Stager> stager = stages.take(Stager.class)) {
            Generation running = stager.service().get(serving);
            return new Look(running, sha256(GenerationFormat.write(running)), confirmed, trial);
        }
    }

    private static Digest sha256(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
