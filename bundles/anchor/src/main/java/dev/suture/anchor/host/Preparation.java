// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.anchor.SwitchScript.Start;

/** The part of a switch during which nothing stops: hash, install, resolve, check every wire, preload. */
final class Preparation {
    /** Enough for what a request touches first; the whole of a large library would cost more than it saves. */
    private static final int PRELOADED_CLASSES = 400;

    private final BundleContext context;
    private final Admission admission;

    Preparation(BundleContext context, Admission admission) {
        this.context = context;
        this.admission = admission;
    }

    /** Installs the copies; what was installed before a failure is in {@code installed}. */
    void install(List<Start> starts, List<Bundle> installed) throws SwitchFault {
        for (Start start : starts) {
            requireDigest(start);
            requireUnused(start);
            try {
                Bundle bundle = admission.install(context, FileLocation.of(start.file()));
                installed.add(bundle);
                bundle.adapt(BundleStartLevel.class).setStartLevel(start.startLevel());
                requireIdentity(start, bundle);
            } catch (BundleException e) {
                throw SwitchFault.notWell("cannot install " + start.symbolicName(), e);
            }
        }
    }

    /** Resolves the copies, each on its own side. */
    void resolve(List<Bundle> copies, Collection<Bundle> old) throws SwitchFault {
        resolve(copies);
        for (Bundle copy : copies) {
            BundleWiring wiring = copy.adapt(BundleWiring.class);
            if (wiring == null) {
                throw SwitchFault.notWell(copy.getSymbolicName() + " does not resolve" + missing(copy));
            }
            requireOwnSide(wiring, copies, old);
        }
    }

    private void resolve(List<Bundle> copies) throws SwitchFault {
        try {
            context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(copies);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof InterruptedException) {
                // Felix takes the flag and throws; who interrupted learns of it after the script.
                Thread.currentThread().interrupt();
            }
            throw SwitchFault.circumstances("the framework cannot resolve now: " + e.getMessage());
        }
    }

    /** Loads classes, so that the closed time is not spent on it. */
    static void preload(List<Bundle> copies) {
        for (Bundle copy : copies) {
            BundleWiring wiring = copy.adapt(BundleWiring.class);
            if ((copy.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                wiring.listResources("/", "*.class",
                        BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE).stream()
                        .filter(resource -> !resource.contains("META-INF/")).limit(PRELOADED_CLASSES)
                        .forEach(resource -> preload(copy, resource));
            }
        }
    }

    private static void preload(Bundle copy, String resource) {
        try {
            copy.loadClass(resource.substring(0, resource.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException | LinkageError e) {
            // A class for an optional dependency that is not here: as unusable now as it was before.
            return;
        }
    }

    private static void requireDigest(Start start) throws SwitchFault {
        try (InputStream in = Files.newInputStream(start.file())) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            if (!HexFormat.of().formatHex(sha256.digest()).equals(start.digest())) {
                throw SwitchFault.circumstances("the file of " + start.symbolicName() + " is damaged");
            }
        } catch (IOException e) {
            throw SwitchFault
                    .circumstances("the file of " + start.symbolicName() + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same location would be the same bundle, not a copy of it. */
    private void requireUnused(Start start) throws SwitchFault {
        if (context.getBundle(FileLocation.of(start.file())) != null) {
            throw SwitchFault.circumstances(start.symbolicName() + " " + start.version()
                    + " runs from that file already; restart the gateway, and what runs is in a place of its own");
        }
    }

    private static void requireIdentity(Start start, Bundle bundle) throws SwitchFault {
        if (!start.symbolicName().equals(bundle.getSymbolicName())
                || !start.version().equals(bundle.getVersion().toString())) {
            throw SwitchFault.notWell("the file of " + start.symbolicName() + " " + start.version() + " says it is "
                    + bundle.getSymbolicName() + " " + bundle.getVersion());
        }
    }

    /** A wire across the sides would let old code into the new side, or take the new side away from under a bystander. */
    private static void requireOwnSide(BundleWiring wiring, List<Bundle> copies, Collection<Bundle> old)
            throws SwitchFault {
        for (BundleWire wire : wiring.getRequiredWires(null)) {
            if (old.contains(wire.getProvider().getBundle())) {
                throw crossed(wire);
            }
        }
        for (BundleWire wire : wiring.getProvidedWires(null)) {
            if (!copies.contains(wire.getRequirer().getBundle())) {
                throw crossed(wire);
            }
        }
    }

    private static SwitchFault crossed(BundleWire wire) {
        return SwitchFault.notWell("a wire across generations: " + wire.getRequirer() + " to " + wire.getProvider());
    }

    private String missing(Bundle copy) {
        List<String> missing = Missing.of(copy, context.getBundle(0).adapt(FrameworkWiring.class));
        return missing.isEmpty() ? "" : ", nothing provides " + String.join(", ", missing);
    }
}
