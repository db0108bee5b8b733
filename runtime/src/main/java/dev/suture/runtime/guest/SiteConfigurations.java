// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Gives the updater's configurations to the host's Configuration Admin, as soon as there is one. What is configured there
 * already stays: values set on the device win.
 */
final class SiteConfigurations implements ServiceListener, AutoCloseable {
    private static final String SERVICE = "org.osgi.service.cm.ConfigurationAdmin";
    private static final String FOR_ALL = "?";

    private final BundleContext context;
    private final Map<String, Map<String, Object>> configurations;
    private final Consumer<String> log;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    SiteConfigurations(BundleContext context, Map<String, Map<String, Object>> configurations, Consumer<String> log) {
        this.context = context;
        this.configurations = configurations;
        this.log = log;
        try {
            context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + SERVICE + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of a class name", e);
        }
    }

    /** Gives them, if there is a Configuration Admin. */
    void apply() {
        ServiceReference<?> reference = context.getServiceReference(SERVICE);
        if (reference != null) {
            apply(reference);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            apply(event.getServiceReference());
        }
    }

    private void apply(ServiceReference<?> reference) {
        if (!(context.getService(reference) instanceof ConfigurationAdmin admin)) {
            return;
        }
        try {
            for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
                if (done.add(entry.getKey())) {
                    apply(admin, entry.getKey(), entry.getValue());
                }
            }
        } finally {
            context.ungetService(reference);
        }
    }

    private void apply(ConfigurationAdmin admin, String pid, Map<String, Object> values) {
        try {
            Configuration configuration = admin.getConfiguration(pid, FOR_ALL);
            if (configuration.getProperties() == null) {
                configuration.update(new Hashtable<>(values));
            }
        } catch (IOException e) {
            done.remove(pid);
            log.accept("the host's Configuration Admin does not take " + pid + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
