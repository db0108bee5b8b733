// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

import dev.suture.runtime.UserError;

/** Whether a framework can be the host of a guest. What its manifest requires, Java 17 and the hooks, the framework checks. */
final class HostCheck {
    private static final String SINGLE = "single";
    private static final String ROOT = "suture.root";

    private final BundleContext system;

    /** For the framework whose system bundle's context this is. */
    HostCheck(BundleContext system) {
        this.system = system;
    }

    /** @throws UserError if it cannot: the cause and the way out */
    void require() {
        if (SINGLE.equals(system.getProperty(Constants.FRAMEWORK_BSNVERSION))) {
            throw new UserError("the framework property " + Constants.FRAMEWORK_BSNVERSION
                    + " is single, which allows no two versions side by side; set it to managed, its default, or"
                    + " to multiple, and restart the host");
        }
        String root = system.getProperty(ROOT);
        if (root != null) {
            throw new UserError("another Suture runs in this JVM, on " + root + "; one JVM has one");
        }
    }

    /** What may be in the way, one line each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (ServiceReference<?> hook : hooks()) {
            remarks.add("the host's bundle "
                    + Optional.ofNullable(hook.getBundle()).map(Bundle::getSymbolicName).orElse("?")
                    + " has a resolver hook; if it keeps a new version from its wires, that patch is undone and named");
        }
        return remarks;
    }

    private List<ServiceReference<?>> hooks() {
        try {
            ServiceReference<?>[] found = system.getAllServiceReferences(ResolverHookFactory.class.getName(), null);
            return found == null ? List.of() : Stream.of(found).<ServiceReference<?>>map(hook -> hook).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
