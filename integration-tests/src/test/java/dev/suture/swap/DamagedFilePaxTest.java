// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.inject.Inject;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;

import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.stage.Generation;

/** What is hashed is what loads: a staged file that changes on the disk is not installed, and nothing is touched. */
@RunWith(PaxExam.class)
public class DamagedFilePaxTest {
    private static final Path FOLDER = Path.of("target", "swap", "damaged").toAbsolutePath();

    @Inject
    private BundleContext context;
    @Inject
    private Activator activator;

    @Configuration
    public Option[] gateway() throws IOException {
        return GuestGateway.options(FOLDER);
    }

    @Test
    public void aFileThatChangedAfterItWasStagedIsRefused() throws Exception {
        Generation from = StagedGeneration.read(FOLDER, 1);
        Generation to = StagedGeneration.read(FOLDER, 2);
        FrontPage page = new FrontPage(context);
        Inventory before = Inventory.of(context);
        damage(GuestGateway.folder(FOLDER, 2).resolve(GuestGateway.LIBRARY + "_" + GuestGateway.FIXED + ".jar"));

        ActivationResult result = activator.activate(from, to);

        assertTrue(result.toString(), result instanceof ActivationResult.Undone undone
                && undone.reason().contains(GuestGateway.LIBRARY));
        assertEquals("as before", GuestGateway.SECRET, page.expand(GuestGateway.exploit(FOLDER)));
        assertEquals("all as before", before, Inventory.of(context));
        assertFalse(activator.trial().isPresent());
        assertEquals(1, activator.confirmed());
    }

    private static void damage(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
