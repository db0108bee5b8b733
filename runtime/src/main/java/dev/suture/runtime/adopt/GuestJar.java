// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.adopt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.gson.Gson;

import dev.suture.anchor.Anchor;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.Digest;
import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.GuestActivator;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.tuf.json.StrictJson;

/**
 * The one bundle that a host installs: the anchor, the guest, and the libraries over bytes with which the guest reads and
 * writes the state root. The libraries are its own, so no swap of the updater touches them.
 */
public final class GuestJar {
    private static final List<Class<?>> LIBRARIES = List.of(Anchor.class, Digest.class, StrictJson.class,
            CanonicalJar.class, Gson.class);
    /** Of the runtime: two rooms, and how both tell a person what is wrong. */
    private static final List<Class<?>> ROOMS = List.of(GuestActivator.class, GenerationFiles.class);
    private static final List<Class<?>> SINGLE = List.of(UserError.class, DiskTrouble.class);
    private static final Pattern FRAMEWORK_IMPORT = Pattern.compile("org\\.osgi\\.[a-z.]+;version=\"[^\"]*\"");

    private GuestJar() {
    }

    /** Writes the bundle for this state root. */
    public static void write(Path root, OutputStream out) throws IOException {
        try (ClassSource anchor = ClassSource.of(Anchor.class);
                JarOutputStream jar = new JarOutputStream(out, manifest(root, anchor.manifest().getMainAttributes()))) {
            for (Class<?> type : LIBRARIES) {
                try (ClassSource library = ClassSource.of(type)) {
                    library.copyAll("", jar);
                }
            }
            try (ClassSource runtime = ClassSource.of(GuestActivator.class)) {
                for (Class<?> room : ROOMS) {
                    runtime.copyAll(room.getPackageName().replace('.', '/'), jar);
                }
                for (Class<?> type : SINGLE) {
                    runtime.copy(type, jar);
                }
            }
        }
    }

    /** What the anchor needs of a framework is all that any of them needs. */
    private static Manifest manifest(Path root, Attributes anchor) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "dev.suture.guest");
        headers.putValue("Bundle-Name", "Suture Guest");
        headers.putValue("Bundle-Version", anchor.getValue("Bundle-Version"));
        headers.putValue("Bundle-Activator", GuestActivator.class.getName());
        headers.putValue("Export-Package", anchor.getValue("Export-Package"));
        headers.putValue("Import-Package", FRAMEWORK_IMPORT.matcher(anchor.getValue("Import-Package")).results()
                .map(MatchResult::group).collect(Collectors.joining(",")));
        // The host's Configuration Admin may come later, or with the updater.
        headers.putValue("DynamicImport-Package", "org.osgi.service.cm");
        headers.putValue("Require-Capability", anchor.getValue("Require-Capability"));
        headers.putValue(GuestActivator.ROOT, root.toString());
        return manifest;
    }
}
