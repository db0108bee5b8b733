// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.suture.runtime.Broker;
import dev.suture.runtime.UserError;
import dev.suture.tuf.tls.TlsFiles;

/**
 * Who is where, as one device sees it.
 *
 * @param broker the broker
 * @param repository the repository's address, ending in a slash
 */
public record DeviceSite(Broker broker, String repository) {
    /** @throws UserError if {@code repository} is no address of a web server */
    public DeviceSite {
        repository = repository.endsWith("/") ? repository : repository + "/";
        if (!isAddress(repository)) {
            throw new UserError("'" + repository + "' is no repository's address; write https://host/path/");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The repository's files. */
    public RepositoryFiles files() {
        return new RepositoryFiles(URI.create(repository));
    }

    /** The configurations of the bundles that need to know, by PID. Paths in them are absolute. */
    public Map<String, Map<String, Object>> configurations() {
        Map<String, Object> mqtt = new LinkedHashMap<>();
        mqtt.put("broker", broker.address());
        TlsFiles tls = broker.tls();
        putPath(mqtt, "trust", tls.trust());
        putPath(mqtt, "certificate", tls.certificate());
        putPath(mqtt, "key", tls.key());
        putPath(mqtt, "keystore", tls.keystore());
        putPath(mqtt, "keystorePassword", tls.keystorePassword());
        putPath(mqtt, "credentials", broker.credentials());
        return Map.of("dev.suture.notify.mqtt", mqtt, "dev.suture.verify", Map.of("repository", repository));
    }

    private static void putPath(Map<String, Object> values, String name, String path) {
        if (!path.isEmpty()) {
            values.put(name, Path.of(path).toAbsolutePath().normalize().toString());
        }
    }
}
