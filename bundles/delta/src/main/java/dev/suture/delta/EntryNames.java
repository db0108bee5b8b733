// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.UNSAFE_NAME;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The rules for names of entries: one way to read each, and none that leads out of the jar. Stateless. */
final class EntryNames {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int SHOWN = 80;

    private EntryNames() {
    }

    static String decode(byte[] utf8) throws BadJarException {
        try {
            return check(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw new BadJarException(UNSAFE_NAME, "an entry has a name that is not UTF-8", e);
        }
    }

    /** A name as it can be shown: it was written by somebody else. */
    static String show(String name) {
        String plain = name.replaceAll("[^ -~]", "?");
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain) + "'";
    }

    private static String check(String name) throws BadJarException {
        if (name.isEmpty()) {
            throw new BadJarException(UNSAFE_NAME, "an entry has no name");
        }
        if (name.chars().anyMatch(Character::isISOControl) || name.indexOf('\\') >= 0) {
            throw new BadJarException(UNSAFE_NAME,
                    "entry " + show(name) + " has a control character or backslash in its name");
        }
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            throw new BadJarException(UNSAFE_NAME, "entry " + show(name) + " has an absolute name");
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new BadJarException(UNSAFE_NAME, "entry " + show(name) + " has an empty, '.' or '..' segment");
            }
        }
        if (name.equalsIgnoreCase(JarEntryHeader.MANIFEST) && !name.equals(JarEntryHeader.MANIFEST)) {
            throw new BadJarException(UNSAFE_NAME,
                    "entry " + show(name) + " is a manifest to some and none to others; write "
                            + JarEntryHeader.MANIFEST);
        }
        return name;
    }
}
