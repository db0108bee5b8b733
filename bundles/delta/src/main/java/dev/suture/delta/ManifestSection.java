// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.NOT_A_BUNDLE;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the main section of a manifest. java.util.jar.Manifest lets the last of two headers of one name win and others
 * the first, so it is not used here: a header that stands twice is refused. Stateless.
 */
final class ManifestSection {
    private ManifestSection() {
    }

    /** The headers by name; looking up ignores case. */
    static Map<String, String> parse(byte[] manifest) throws BadJarException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : decode(unfold(manifest)).split("\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(": ");
            if (colon < 1) {
                throw new BadJarException(NOT_A_BUNDLE, "the manifest has a line that is no header");
            }
            if (headers.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw new BadJarException(NOT_A_BUNDLE, "the manifest has two headers "
                        + EntryNames.show(line.substring(0, colon)) + "; remove the one that is not meant");
            }
        }
        return headers;
    }

    /** One header a line. A fold may stand in the middle of a character, so it goes before the bytes are decoded. */
    private static byte[] unfold(byte[] manifest) {
        String bytes = new String(manifest, StandardCharsets.ISO_8859_1);
        return bytes.replace("\r\n", "\n").replace('\r', '\n').replace("\n ", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String decode(byte[] manifest) throws BadJarException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(manifest)).toString();
        } catch (CharacterCodingException e) {
            throw new BadJarException(NOT_A_BUNDLE, "the manifest is not UTF-8", e);
        }
    }
}
