// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;

/**
 * The unpacked distribution: {@code lib/}, {@code features/} and {@code repository/}, a folder of Maven's layout with every
 * bundle the features name.
 *
 * @param folder where it is
 */
public record Home(Path folder) {
    /** The distribution this process was started from. */
    public static Home ofThisProcess() {
        String home = System.getProperty("suture.home");
        if (home == null) {
            throw new UserError("the system property suture.home is not set; start Suture by its script");
        }
        return new Home(Path.of(home));
    }

    /** Feature files by name ({@code gateway}) or path, joined. @throws UserError if one cannot be read */
    public Feature features(List<String> names) {
        return Feature.join(names.stream().flatMap(this::withIncluded).toList());
    }

    /** The jar of these coordinates. @throws UserError if it is not there */
    public Path jar(Coordinates id) {
        Path jar = id.in(folder.resolve("repository"));
        if (!Files.isRegularFile(jar)) {
            throw new UserError("the bundle " + id + " is not in " + folder.resolve("repository")
                    + "; copy it there in Maven's layout");
        }
        return jar;
    }

    private Stream<Feature> withIncluded(String name) {
        Feature feature = Feature.read(file(name));
        return Stream.concat(feature.includes().stream().map(this::file).map(Feature::read), Stream.of(feature));
    }

    private Path file(String name) {
        if (name.matches("[a-z.]+")) {
            Path shipped = folder.resolve("features").resolve(name + ".json");
            if (Files.exists(shipped)) {
                return shipped;
            }
        }
        if (!Files.isRegularFile(Path.of(name))) {
            throw new UserError("there is no feature '" + name + "': neither a file, nor one of "
                    + String.join(", ", shipped()));
        }
        return Path.of(name);
    }

    private List<String> shipped() {
        try (Stream<Path> files = Files.list(folder.resolve("features"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        } catch (IOException e) {
            throw new UserError("the distribution in " + folder + " is not whole: " + DiskTrouble.explain(e), e);
        }
    }
}
