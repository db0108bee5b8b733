// SPDX-License-Identifier: Apache-2.0
package dev.suture.demo.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * This bundle's own servlet context, so that the servlets of two versions of it never meet in one registry. Serves no
 * resources of the bundle.
 */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = GreetContext.NAME, path = "/")
public final class GreetContext extends ServletContextHelper {
    static final String NAME = "dev.suture.demo";
}
