// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.suture.activate.ActivationException;
import dev.suture.activate.Activator;
import dev.suture.fetch.FetchException;
import dev.suture.notify.Notification;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.Stager;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/**
 * Has stages carry a no-op, from the metadata to a generation on the disk, and refuse its other forms: an updater that accepts
 * all is as broken as one that accepts nothing. For one thread.
 *
 * @param verifier what is rehearsed
 * @param stager likewise
 * @param activator likewise
 * @param folder is made, used and removed
 */
public record Rehearsal(Verifier verifier, Stager stager, Activator activator, Path folder) {
    /**
     * Rehearses.
     *
     * @param running what this device runs
     * @param cancelled ends it early, with any answer
     * @return what the stages do wrong, in one line; empty if nothing
     * @throws IOException if the disk fails, which says nothing about the stages
     */
    public Optional<String> findFault(NoOp noOp, Generation running, BooleanSupplier cancelled) throws IOException {
        clear();
        try {
            for (Form form : Form.values()) {
                Optional<String> refusal = findRefusal(noOp, form, cancelled);
                if (form == Form.RIGHT && refusal.isPresent()) {
                    return Optional.of("it does not carry a patch " + form.words() + ": " + refusal.get());
                }
                if (form != Form.RIGHT && refusal.isEmpty()) {
                    return Optional.of("it takes a patch " + form.words());
                }
            }
            return findPlanFault(running);
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("it fails: " + e);
        } finally {
            clear();
        }
    }

    /** Why it is not carried to the end; empty if it is. */
    private Optional<String> findRefusal(NoOp noOp, Form form, BooleanSupplier cancelled) throws IOException {
        Site site = site(noOp, form);
        try {
            Optional<Offer> offer = verifier.at(site).refresh(Notification.CHECK_NOW, 0, Set.of());
            if (offer.filter(found -> found.digest().equals(noOp.patch())).isEmpty()) {
                return Optional.of("it is not found");
            }
            Generation staged = stager.at(site).stage(offer.get(), NoOp.running(), cancelled::getAsBoolean);
            return staged.bundles().stream().anyMatch(bundle -> bundle.bundle().equals(noOp.after()))
                    ? Optional.empty()
                    : Optional.of("something else is staged");
        } catch (StageException e) {
            if (e.reason() == StageException.Reason.DISK_FULL || e.reason() == StageException.Reason.DISK_FAILED) {
                throw new IOException(e.getMessage(), e);
            }
            return Optional.of(e.getMessage());
        } catch (VerificationException | FetchException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** From what runs to what runs there is nothing to do. */
    private Optional<String> findPlanFault(Generation running) {
        try {
            return activator.plan(running, running).set().isEmpty()
                    ? Optional.empty()
                    : Optional.of("it plans to change what does not change");
        } catch (ActivationException e) {
            return Optional.of("it cannot plan: " + e.getMessage());
        }
    }

    private Site site(NoOp noOp, Form form) throws IOException {
        Path root = folder.resolve(form.name());
        Files.createDirectories(root.resolve("trust"));
        Files.write(root.resolve("trust").resolve("root.json"), noOp.root().toArray());
        return new Site(root, NoOp.PRODUCT, NoOp.BASE, NoOp.REPOSITORY,
                new MemoryFetcher(NoOp.REPOSITORY, noOp.forms().get(form)));
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
