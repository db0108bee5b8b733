// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.suture.runtime.UserError;

/**
 * The id of a device that was given none. It comes from the machine's, which systemd asks not to show to others: hashed, and
 * for this purpose alone, so that nobody finds the machine's by it nor what other software made of that.
 */
public final class DeviceId {
    /** Where systemd keeps it. */
    public static final Path MACHINE = Path.of("/etc/machine-id");
    private static final String PURPOSE = "dev.suture device id";
    private static final int LENGTH = 16;

    private DeviceId() {
    }

    /** 16 hexadecimal digits, the same at every call. @throws UserError if {@code file} holds no machine id */
    public static String of(Path file) throws IOException {
        String machine = Files.isReadable(file) ? Files.readString(file, StandardCharsets.ISO_8859_1).strip() : "";
        if (!machine.matches("[0-9a-f]{32}") || machine.matches("0+")) {
            throw new UserError(file + " holds no machine id to make a device id of; say --device");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(machine), "HmacSHA256"));
            byte[] hash = mac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
