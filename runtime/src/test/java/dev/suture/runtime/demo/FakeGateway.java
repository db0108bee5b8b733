// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A process that behaves like a gateway towards the demo: has the hole, closes it on command, reports each step. Its
 * commands are lines on its standard input: {@code patch} and {@code spoilt}.
 */
public final class FakeGateway {
    private static final String PATCHED_STATE = "{\"format\":1,\"level\":1}";

    private volatile boolean patched;
    private final String broker;

    private FakeGateway(String broker) {
        this.broker = broker;
    }

    /** Arguments: port and broker address. */
    public static void main(String[] arguments) throws Exception {
        // What the demo counts the loaders of; one is what it shall find.
        Class.forName("org.apache.commons.text.StringSubstitutor");
        FakeGateway gateway = new FakeGateway(arguments[1]);
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Above its default of 200 it closes a connection right under the client's next request.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 500);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        server.createContext("/greet", gateway::greet);
        server.start();
        for (int c = System.in.read(); c >= 0; c = System.in.read()) {
            if (c == 'p' || c == 's') {
                gateway.update(c == 'p');
            }
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private void greet(HttpExchange exchange) throws IOException {
        try (exchange) {
            String template = URLDecoder.decode(exchange.getRequestURI().getRawQuery().substring(2),
                    StandardCharsets.UTF_8);
            answer(exchange, template);
        }
    }

    private void answer(HttpExchange exchange, String template) throws IOException {
        try {
            byte[] body = expand(template).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (NoSuchFileException e) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private String expand(String template) throws IOException {
        if (!template.startsWith("${url:UTF-8:")) {
            return template.replaceAll("\\$\\{.*}", "gateway");
        }
        return patched
                ? template
                : Files.readString(Path.of(URI.create(template.substring(12, template.length() - 1))));
    }

    private void update(boolean good) throws MqttException {
        MqttClient client = new MqttClient(broker, "fake", new MemoryPersistence());
        client.connect();
        report(client, "verified", "");
        if (good) {
            patched = true;
            report(client, "staged", "");
            report(client, "switched", "\"closedMillis\":\"19\"");
            report(client, "effective", "");
            report(client, "confirmed", "");
            publish(client, "state", PATCHED_STATE);
        } else {
            report(client, "failed", "\"reason\":\"the content is not what was signed\"");
        }
        client.disconnect();
        client.close();
    }

    private static void report(MqttClient client, String step, String details) throws MqttException {
        publish(client, "event", "{\"format\":1,\"step\":\"" + step + "\",\"details\":{" + details + "}}");
    }

    private static void publish(MqttClient client, String topic, String json) throws MqttException {
        client.publish("suture/v1/gateway/d/demo/" + topic, json.getBytes(StandardCharsets.UTF_8), 1, false);
    }
}
