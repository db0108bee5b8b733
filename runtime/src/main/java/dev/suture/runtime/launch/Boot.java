// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import dev.suture.anchor.host.BootChoice;
import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.anchor.host.DamagedException;
import dev.suture.anchor.host.KernelBoot;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.stage.Generation;

/** Finds the generation to boot: what the anchor's state says, as far as its files are whole. */
final class Boot {
    private final Path root;
    private final GenerationFiles files;
    private final Optional<Generation> made;
    private final Consumer<String> log;

    /**
     * @param made what this process has just made, if this is a first start
     * @param log takes a line for each generation that is given up
     */
    Boot(Path root, Optional<Generation> made, Consumer<String> log) {
        this.root = root;
        this.files = new GenerationFiles(root);
        this.made = made;
        this.log = log;
    }

    /**
     * What is booted.
     *
     * @param before what is confirmed, if this is on trial and that can be read
     */
    record Choice(Generation generation, Optional<Generation> before) {}

    /** Chooses, and writes the choice down. @throws UserError if no generation on the disk is whole */
    Choice choose() throws IOException {
        boolean damaged = isCurrentDamaged();
        Current current = BootChoice.decide(root, KernelBoot.id());
        if (damaged) {
            log.accept("current.json was damaged; the journal says what runs");
        }
        current.setback().ifPresent(setback -> log.accept("generation " + setback.generation() + " was given up: "
                + switch (setback.cause()) {
                case DIED -> "it did not live through its trial";
                case CUT -> "its trial was cut off too often";
                case DAMAGED -> "it is damaged on disk";
                case UNWATCHED -> "no updater watched its trial";
                }));
        return current.trial().isPresent() ? trial(current, current.trial().getAsInt()) : confirmed(current);
    }

    private boolean isCurrentDamaged() throws IOException {
        try {
            new CurrentFile(root).read();
            return false;
        } catch (DamagedException e) {
            return true;
        }
    }

    /** What this process has just written and hashed it does not read back: that would say nothing new. */
    private Optional<Generation> open(int number) throws IOException {
        return made.isPresent() && made.get().number() == number ? made : files.findWhole(number);
    }

    private Choice trial(Current current, int number) throws IOException {
        Optional<Generation> trial = open(number);
        if (trial.isPresent()) {
            Optional<Generation> before = files.find(current.confirmed());
            if (before.isEmpty()) {
                log.accept("the description of generation " + current.confirmed() + ", which is confirmed, is damaged;"
                        + " if the one on trial has another base release, it runs with that one's configurations alone");
            }
            return new Choice(trial.get(), before);
        }
        log.accept("generation " + number + " on trial is damaged on disk; going back");
        return confirmed(BootChoice.giveUpTrial(root));
    }

    private Choice confirmed(Current current) throws IOException {
        Optional<Generation> confirmed = open(current.confirmed());
        if (confirmed.isPresent()) {
            return new Choice(confirmed.get(), Optional.empty());
        }
        Optional<Generation> previous = current.previous().isPresent()
                ? open(current.previous().getAsInt())
                : Optional.empty();
        if (previous.isEmpty()) {
            throw new UserError("no generation in " + root + " is whole; check the disk and set the gateway up anew");
        }
        log.accept("generation " + current.confirmed() + " is damaged on disk; going back to the one before");
        BootChoice.fallBack(root);
        return new Choice(previous.get(), Optional.empty());
    }
}
