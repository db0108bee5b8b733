// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import dev.suture.patch.Advisory;
import dev.suture.patch.Severity;
import dev.suture.tuf.format.AdvisoryFormat;
import dev.suture.tuf.json.MalformedException;
import org.junit.jupiter.api.Test;

class SutureVendorTest {
    @Test
    void theAdvisoryIsOne() throws IOException, MalformedException {
        try (InputStream resource = SutureVendor.class.getResourceAsStream(Level.A.advisory())) {
            Advisory advisory = AdvisoryFormat.read(resource.readAllBytes(), Instant.EPOCH);
            assertEquals(List.of("CVE-2022-42889"), advisory.cves());
            assertEquals(Severity.CRITICAL, advisory.severity());
            assertEquals("Message templates can read files of the gateway", advisory.title());
        }
    }
}
