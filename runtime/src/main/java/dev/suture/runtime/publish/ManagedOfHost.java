// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.Inventory;
import dev.suture.runtime.guest.Inventory.Content;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.tuf.json.MalformedException;

/** Those bundles of an inventory that shall be managed, on the publisher's explicit word. */
final class ManagedOfHost {
    private final Path file;

    ManagedOfHost(Path file) {
        this.file = file;
    }

    /** @throws UserError if the inventory cannot be read, nothing is named, or what is named cannot be managed */
    List<BaseBundle> choose(List<String> patterns) throws IOException {
        List<Item> items = read().bundles();
        if (patterns.isEmpty()) {
            throw new UserError("say with --manage which bundles of " + file + " are to be managed; it has "
                    + items.stream().map(Item::symbolicName).sorted().collect(Collectors.joining(", ")));
        }
        for (String pattern : patterns) {
            if (items.stream().noneMatch(named(pattern))) {
                throw new UserError("no bundle of " + file + " is named " + pattern);
            }
        }
        Predicate<Item> wanted = patterns.stream().map(ManagedOfHost::named).reduce(Predicate::or).orElseThrow();
        return items.stream().filter(wanted).map(this::describe).toList();
    }

    private BaseBundle describe(Item item) {
        return item.find().orElseThrow(() -> new UserError(item.symbolicName() + " " + item.version()
                + " cannot be managed: " + ((Content.Unknown) item.content()).why() + "; leave it out"));
    }

    private Inventory read() throws IOException {
        try {
            return Inventory.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no " + file + "; the guest writes it into its state root", e);
        } catch (MalformedException e) {
            throw new UserError(file + " is no inventory: " + e.getMessage(), e);
        }
    }

    private static Predicate<Item> named(String pattern) {
        String form = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return item -> item.symbolicName().matches(form);
    }
}
