// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A user name and its password.
 *
 * @param user the name
 * @param password never part of a text: {@link #toString} leaves it out
 */
public record Login(String user, String password) {
    /**
     * Reads a file of two lines, the user name and the password.
     *
     * @param file its path
     * @param warnings takes a line if the file's access rights are too wide
     * @throws TlsException if it cannot be read or is not of this form
     */
    public static Login read(String file, Consumer<String> warnings) throws TlsException {
        String text = new String(KeyFile.read(file, true, warnings), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || lines.stream().anyMatch(String::isEmpty)) {
            throw new TlsException(file + " must have two lines, a user name and its password");
        }
        return new Login(lines.get(0), lines.get(1));
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
