// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.WEB;
import static dev.suture.stage.internal.Device.changes;
import static dev.suture.stage.internal.Device.offer;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Replacement;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.Offer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that is not what was signed, or was signed and is no good. Each time nothing changes. */
class BadContentTest {
    @TempDir
    Path root;

    private Device device;

    @BeforeEach
    void setUp() throws IOException {
        device = new Device(root);
    }

    @AfterEach
    void nothingChanged() throws Exception {
        device.assertNothingHalf();
        device.assertTidy();
        assertFalse(Files.exists(root.resolve("generations/2.json")));
        assertFalse(Files.exists(device.stored(TEXT_FIXED)));
    }

    @Test
    void contentWithAnotherDigest() {
        byte[] other = WEB.packed();
        Artifact signed = whole(TEXT_FIXED);
        byte[] sameLength = Depot.cut(other, (int) signed.contentLength());
        for (byte[] bytes : List.of(sameLength, new byte[(int) signed.contentLength()])) {
            device.depot.put(signed.content(), bytes);
            StageException e = refused(Device.levelA());
            assertTrue(e.getMessage().contains("not what was signed"), e.getMessage());
        }
    }

    @Test
    void garbageThatWasSigned() {
        byte[] flipped = TEXT_FIXED.packed().clone();
        flipped[flipped.length / 2] ^= 1;
        for (byte[] garbage : List.of(new byte[0], "<html>".getBytes(), flipped)) {
            refused(packed(garbage, TEXT_FIXED.bytes().length));
        }
    }

    @Test
    void contentThatEndsTooEarly() {
        byte[] packed = TEXT_FIXED.packed();
        for (int length : new int[]{1, 12, 30, packed.length / 2, packed.length - 1}) {
            refused(packed(Depot.cut(packed, length), TEXT_FIXED.bytes().length));
        }
    }

    @Test
    void bombIsCutOffAtTheSignedLength() {
        byte[] bomb = Jars.pack(new byte[50_000_000]);
        Artifact signed = packed(bomb, TEXT_FIXED.bytes().length);
        FaultyDisk disk = new FaultyDisk();
        StageException e = assertThrows(StageException.class,
                () -> device.stager(disk).stage(replacing(signed), device.base, () -> false));
        assertEquals(Reason.WRONG_CONTENT, e.reason());
        long writes = disk.steps().stream().filter(step -> step.startsWith("write") && step.endsWith(".jar.part"))
                .count();
        assertTrue(writes < 10, writes + " chunks were written");
    }

    @Test
    void lyingLengths() {
        byte[] packed = TEXT_FIXED.packed();
        refused(packed(packed, TEXT_FIXED.bytes().length - 1));
        refused(packed(packed, TEXT_FIXED.bytes().length + 1));
    }

    @Test
    void dictionaryThatWouldEatTheHeap() {
        byte[] packed = TEXT_FIXED.packed().clone();
        int size = (packed[12] & 0xFF) * 4 + 4;
        packed[16] = 36; // 1 GiB
        CRC32 crc = new CRC32();
        crc.update(packed, 12, size - 4);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(12 + size - 4, (int) crc.getValue());
        StageException e = refused(packed(packed, TEXT_FIXED.bytes().length));
        assertTrue(e.getCause().getClass().getSimpleName().contains("Memory"), e.getCause().toString());
    }

    @Test
    void jarThatIsAnotherBundleThanThePatchSays() {
        BundleRef renamed = new BundleRef("text", "9.9.9", TEXT_FIXED.bundle().digest());
        Offer offer = offer(1, changes(List.of(new Replacement(TEXT.bundle(), renamed))), whole(TEXT_FIXED));
        StageException e = refused(offer);
        assertTrue(e.getMessage().contains("what the patch calls text 9.9.9 is text 1.10.0"), e.getMessage());
    }

    @Test
    void fileThatIsNoBundle() {
        byte[] text = "no jar at all".repeat(10).getBytes();
        byte[] packed = Jars.pack(text);
        device.depot.put(Jars.digest(packed), packed);
        Artifact artifact = new Artifact(Jars.digest(text), text.length, Artifact.Encoding.XZ, Optional.empty(),
                Jars.digest(packed), packed.length);
        StageException e = refused(offer(1,
                changes(List.of(new Replacement(TEXT.bundle(), new BundleRef("text", "2.0.0", artifact.digest())))),
                artifact));
        assertTrue(e.getMessage().contains("is no bundle"), e.getMessage());
    }

    /** Signed content that claims to be the fixed jar. */
    private Artifact packed(byte[] content, int length) {
        device.depot.put(Jars.digest(content), content);
        return new Artifact(TEXT_FIXED.bundle().digest(), length, Artifact.Encoding.XZ, Optional.empty(),
                Jars.digest(content), content.length);
    }

    private StageException refused(Artifact artifact) {
        return refused(replacing(artifact));
    }

    private static Offer replacing(Artifact artifact) {
        return offer(1, changes(List.of(new Replacement(TEXT.bundle(), TEXT_FIXED.bundle()))), artifact);
    }

    private StageException refused(Offer offer) {
        StageException e = assertThrows(StageException.class,
                () -> device.stager().stage(offer, device.base, () -> false));
        assertEquals(Reason.WRONG_CONTENT, e.reason(), e.getMessage());
        return e;
    }
}
