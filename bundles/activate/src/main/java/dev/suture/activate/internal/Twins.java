// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

import dev.suture.activate.ActivationException;

/**
 * Knows which bundles may not run twice at once, as both sides do for a moment of every switch: those that say so, those
 * with native code, and those that keep files in their data area, which a copy would not find. The order that suits them,
 * old stops before new starts, is not there yet; until then they are refused rather than swapped the wrong way.
 */
final class Twins {
    /** The header by which a bundle asks for the exclusive order. */
    static final String SWAP = "Suture-Swap";
    private static final String EXCLUSIVE = "exclusive";

    private Twins() {
    }

    /** Requires that nothing is lost when a copy of this bundle takes its place. */
    static void requireNoData(Bundle bundle) throws ActivationException {
        File area = bundle.getDataFile("");
        String[] files = area == null ? null : area.list();
        if (files != null && files.length > 0) {
            throw refused(bundle.getSymbolicName() + " " + bundle.getVersion(), "it keeps files in its data area");
        }
    }

    /** Requires that this bundle may run beside its copy. */
    static void requireAllowed(Bundle bundle) throws ActivationException {
        requireAllowed(bundle.getSymbolicName() + " " + bundle.getVersion(), bundle.getHeaders("")::get);
    }

    /** Requires that the bundle in this file, which is not installed yet, may run beside the one it replaces. */
    static void requireAllowed(String name, Path file) throws ActivationException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new);
            requireAllowed(name, manifest.getMainAttributes()::getValue);
        } catch (IOException e) {
            throw new ActivationException("the file of " + name + " cannot be read: " + e.getMessage()
                    + "; mend the disk of the state root or have the patch fetched again", e);
        }
    }

    private static void requireAllowed(String name, UnaryOperator<String> headers) throws ActivationException {
        if (Arrays.stream(headers.apply(SWAP) == null ? new String[0] : headers.apply(SWAP).split("[,;]"))
                .anyMatch(word -> word.strip().equalsIgnoreCase(EXCLUSIVE))) {
            throw refused(name, "it declares " + SWAP + ": " + EXCLUSIVE);
        }
        if (headers.apply(Constants.BUNDLE_NATIVECODE) != null) {
            throw refused(name, "it has native code");
        }
    }

    private static ActivationException refused(String name, String why) {
        return ActivationException.refusal(name + " cannot be swapped while it runs: " + why
                + ", so the old one would have"
                + " to stop before the new one starts, which this version cannot do; ship the change with the next base"
                + " release");
    }
}
