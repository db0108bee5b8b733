// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

class ProvenanceTest {
    private final Provenance provenance = new Provenance(Path.of("/var/lib/suture"));

    private static Bundle bundle(long id, String location) {
        return (Bundle) Proxy.newProxyInstance(ProvenanceTest.class.getClassLoader(), new Class<?>[]{Bundle.class},
                (self, method, arguments) -> method.getName().equals("getBundleId") ? id : location);
    }

    @ParameterizedTest
    @CsvSource({"reference:file:/var/lib/suture/generations/3/dev.suture.verify_0.1.0.jar, true",
            "file:/var/lib/suture/generations/3/a.jar, true",
            "reference:file:/var/lib/suture/../evil/a.jar, false",
            "reference:file:/var/lib/suture-evil/a.jar, false",
            "reference:file:/opt/a.jar, false",
            "http://var/lib/suture/a.jar, false",
            "inputstream:a b, false",
            "'', false"})
    void goesByTheFile(String location, boolean ours) {
        assertEquals(ours, provenance.isOurs(bundle(7, location)), location);
    }

    @Test
    void theFrameworkIsOurs() {
        assertEquals(true, provenance.isOurs(bundle(0, "System Bundle")));
    }
}
