// SPDX-License-Identifier: Apache-2.0
package dev.suture.demo.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /greet?t=TEMPLATE}: the template, expanded. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/greet")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + GreetContext.NAME + ")")
public final class GreetServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Tells one servlet object from the next, so that an onlooker sees whether it was replaced. */
    private final String instance = UUID.randomUUID().toString();
    private final transient Greeting greeting = new Greeting();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String template = Optional.ofNullable(request.getParameter("t")).orElse("Hello");
        try {
            answer(response, HttpServletResponse.SC_OK, greeting.expand(template));
        } catch (IllegalArgumentException e) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, "This template cannot be expanded: " + e.getMessage());
        }
    }

    private void answer(HttpServletResponse response, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        // Never anything a browser would run: the text is the caller's.
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Suture-Demo-Instance", instance);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
