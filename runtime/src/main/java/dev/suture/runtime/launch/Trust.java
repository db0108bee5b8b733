// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.suture.runtime.UserError;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Signed;
import dev.suture.verify.VerificationException;

/** {@code trust/root.json}: whom this device believes. The operator brings it once; nothing here ever replaces it. */
final class Trust {
    private final Path root;

    Trust(Path root) {
        this.root = root;
    }

    /** Installs a publisher's root. @throws UserError if it is none, or if another one is installed */
    void install(Path source) throws IOException {
        byte[] wanted = read(source);
        Path installed = root.resolve("trust").resolve("root.json");
        if (!Files.exists(installed)) {
            Disk.replace(installed, wanted);
        } else if (!Arrays.equals(wanted, Files.readAllBytes(installed))) {
            throw new UserError(
                    "this gateway trusts " + installed + ", and " + source + " is another one; leave --trust "
                            + "out, or name another --root");
        }
    }

    /** The bytes of a publisher's root. @throws UserError if it is none */
    static byte[] read(Path source) {
        try {
            if (Files.size(source) > RoleType.ROOT.maxLength()) {
                throw new UserError(source + " is far too long for a root.json; " + hint());
            }
            byte[] bytes = Files.readAllBytes(source);
            Signed.read(RoleType.ROOT, bytes);
            return bytes;
        } catch (VerificationException e) {
            throw new UserError(source + " is no root.json (" + e.getMessage() + "); " + hint(), e);
        } catch (IOException e) {
            throw new UserError("cannot read " + source + "; " + hint(), e);
        }
    }

    private static String hint() {
        return "--trust names the root.json the publisher gave you";
    }
}
