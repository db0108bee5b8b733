// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.nio.file.Path;

import dev.suture.runtime.UserError;

/** Maven coordinates {@code group:artifact:version} of a jar. */
public record Coordinates(String group, String artifact, String version) {
    /** Reads {@code group:artifact:version}. @throws UserError if it is not of this form */
    public static Coordinates parse(String text) {
        String[] parts = text.split(":");
        if (parts.length != 3 || !text.matches("[A-Za-z0-9_.:-]+") || text.contains("..")) {
            throw new UserError("'" + text + "' is not group:artifact:version");
        }
        return new Coordinates(parts[0], parts[1], parts[2]);
    }

    /** Where the jar lies in a repository of Maven's layout. */
    public Path in(Path repository) {
        return repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version)
                .resolve(artifact + "-" + version + ".jar");
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
