// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceException;
import org.osgi.framework.ServiceReference;

/**
 * Makes lines of what the bundles log: each step of the updater, and whatever goes wrong anywhere, one line a thing. The log
 * service is the generation's own bundle, and so are its classes: it is reached by reflection, so that the launcher binds
 * no device to one version of it. Safe for use by several threads.
 */
final class LogLines {
    private static final String API = "org.osgi.service.log.";
    private static final String OURS = "dev.suture.";
    /** What the framework tells: bundles and services that come and go. Its errors come to {@link #failed}. */
    private static final String FRAMEWORK_EVENTS = "Events.";

    private final BundleContext system;
    private final Consumer<String> out;
    private final Repeats repeats = new Repeats(System::nanoTime);

    private LogLines(BundleContext system, Consumer<String> out) {
        this.system = system;
        this.out = out;
    }

    /** Begins before any bundle starts; ends with the framework. */
    static void follow(BundleContext system, Consumer<String> out) {
        LogLines lines = new LogLines(system, out);
        system.addFrameworkListener(lines::failed);
        try {
            system.addServiceListener(lines::changed, "(objectClass=" + API + "LogReaderService)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a constant filter", e);
        }
    }

    private void failed(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && !isToldByComponents(event.getThrowable())) {
            line("ERROR", event.getBundle(), "", event.getThrowable());
        }
    }

    /** Declarative Services has told why a component does not start; that it therefore gives no service is no news. */
    private static boolean isToldByComponents(Throwable thrown) {
        return thrown instanceof ServiceException failure && failure.getType() == ServiceException.FACTORY_ERROR
                && String.valueOf(failure.getMessage()).contains("(Component: ");
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            try {
                listen(event.getServiceReference());
            } catch (ReflectiveOperationException e) {
                out.accept("the log cannot be shown: " + e);
            }
        }
    }

    private void listen(ServiceReference<?> reference) throws ReflectiveOperationException {
        Object reader = system.getService(reference);
        ClassLoader loader = reader.getClass().getClassLoader();
        Class<?> listenerType = loader.loadClass(API + "LogListener");
        Class<?> entryType = loader.loadClass(API + "LogEntry");
        Object listener = Proxy.newProxyInstance(loader, new Class<?>[]{listenerType},
                (proxy, method, arguments) -> switch (method.getName()) {
                case "logged" -> {
                    logged(new Entry(entryType, arguments[0]));
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Suture's log lines";
                });
        loader.loadClass(API + "LogReaderService").getMethod("addLogListener", listenerType).invoke(reader, listener);
    }

    private void logged(Entry entry) throws ReflectiveOperationException {
        String level = entry.get("getLogLevel").toString();
        boolean ours = entry.get("getBundle") instanceof Bundle bundle && bundle.getSymbolicName().startsWith(OURS);
        boolean worth = switch (level) {
        case "AUDIT", "ERROR", "WARN" -> true;
        case "INFO" -> ours;
        default -> false;
        };
        if (worth && !String.valueOf(entry.get("getLoggerName")).startsWith(FRAMEWORK_EVENTS)) {
            line(level, (Bundle) entry.get("getBundle"), String.valueOf(entry.get("getMessage")),
                    (Throwable) entry.get("getException"));
        }
    }

    private void line(String level, Bundle bundle, String message, Throwable cause) {
        String who = bundle == null ? "" : bundle.getSymbolicName();
        String said = OneLine.of(who, message, Optional.ofNullable(cause));
        if (level.equals("INFO") || repeats.isNew(said)) {
            out.accept(OneLine.stamped(level, said));
        }
    }

    /** One log entry, by its own class loader's interface. */
    private record Entry(Class<?> type, Object entry) {
        Object get(String getter) throws ReflectiveOperationException {
            return type.getMethod(getter).invoke(entry);
        }
    }
}
