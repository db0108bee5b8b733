// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.Optional;
import java.util.function.BiConsumer;

import org.osgi.framework.BundleContext;

/**
 * What the execution of a script works with.
 *
 * @param context the system bundle's
 * @param relaunch stops the framework and has it booted again; empty where nobody does so
 * @param log takes what went wrong where the script goes on nevertheless
 */
record AnchorParts(BundleContext context, Pinning pinning, Admission admission, Journal journal, Doors doors,
        Optional<Runnable> relaunch, BiConsumer<String, Throwable> log) {}
