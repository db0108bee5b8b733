// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.NOT_A_BUNDLE;
import static dev.suture.delta.BadJarException.Fault.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifest of an OSGi bundle (Bundle-ManifestVersion 2).
 *
 * @param symbolicName Bundle-SymbolicName without directives
 * @param version Bundle-Version with all three numbers, e.g. {@code 1.9.0}; {@code 0.0.0} if the bundle says none
 * @param headers all headers of the main section as they stand; looking up ignores case
 */
public record BundleManifest(String symbolicName, String version, Map<String, String> headers) {
    private static final long MAX_LENGTH = 16L << 20;
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern VERSION = Pattern
            .compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.([A-Za-z0-9_-]{1,64}))?)?)?");

    public BundleManifest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads the manifest of {@code jar}.
     *
     * @throws BadJarException if the file is no jar, or a jar that is no bundle
     * @throws IOException if it cannot be read
     */
    public static BundleManifest read(Path jar) throws IOException {
        try (JarReader reader = JarReader.open(jar, JarLimits.DEFAULT)) {
            JarEntryHeader entry = reader.find(JarEntryHeader.MANIFEST).orElseThrow(
                    () -> new BadJarException(NOT_A_BUNDLE, "a jar without META-INF/MANIFEST.MF, so no OSGi bundle"));
            if (entry.coding().size() > MAX_LENGTH) {
                throw new BadJarException(TOO_LARGE, "the manifest is longer than " + MAX_LENGTH + " bytes");
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            reader.copy(entry, content);
            return parse(content.toByteArray());
        }
    }

    /**
     * Reads the bytes of a manifest.
     *
     * @throws BadJarException if it is not that of a bundle, or malformed
     */
    public static BundleManifest parse(byte[] manifest) throws BadJarException {
        Map<String, String> headers = ManifestSection.parse(manifest);
        String form = headers.getOrDefault("Bundle-ManifestVersion", "").trim();
        String name = headers.getOrDefault("Bundle-SymbolicName", "").split(";", 2)[0].trim();
        if (name.isEmpty() || !form.equals("2")) {
            throw new BadJarException(NOT_A_BUNDLE,
                    "a jar that is no OSGi bundle: its manifest needs Bundle-ManifestVersion: 2 and Bundle-SymbolicName");
        }
        if (name.length() > 255 || !SYMBOLIC_NAME.matcher(name).matches()) {
            throw new BadJarException(NOT_A_BUNDLE, EntryNames.show(name) + " is not a Bundle-SymbolicName");
        }
        return new BundleManifest(name, version(headers.getOrDefault("Bundle-Version", "0").trim()), headers);
    }

    /** The value of a header, if the manifest has it. */
    public Optional<String> find(String header) {
        return Optional.ofNullable(headers.get(header));
    }

    private static String version(String text) throws BadJarException {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new BadJarException(NOT_A_BUNDLE, EntryNames.show(text) + " is not a Bundle-Version");
        }
        String version = number(matcher.group(1)) + "." + number(matcher.group(2)) + "." + number(matcher.group(3));
        return matcher.group(4) == null ? version : version + "." + matcher.group(4);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
