// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.suture.agent.internal.noop.NoOpFormat;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * {@code staging/qualification.json}: {@code {format, generation, noOp{}, reachable, connected[]}}. It is there before a switch
 * begins that concerns the updater, and only then. Used under the anchor's lease.
 */
final class ExamFile {
    private static final String DOCUMENT = "qualification.json";
    private static final int MAX_LENGTH = 1 << 20;

    private final Path file;

    ExamFile(Path root) {
        this.file = root.resolve("staging").resolve(DOCUMENT);
    }

    /** What is there. @throws IOException if it cannot be read or understood */
    Optional<Exam> find() throws IOException {
        try {
            if (Files.size(file) > MAX_LENGTH) {
                throw new MalformedException(DOCUMENT, "far too long");
            }
            return Optional.of(read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void save(Exam exam) throws IOException {
        JsonObject json = Documents.start();
        json.addProperty("generation", exam.generation());
        json.add("noOp", NoOpFormat.write(exam.noOp()));
        json.addProperty("reachable", exam.reachable());
        JsonArray connected = new JsonArray();
        exam.connected().stream().sorted().forEach(connected::add);
        json.add("connected", connected);
        Files.createDirectories(file.getParent());
        DurableFile.replace(file, StrictJson.write(json));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Exam read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        Exam exam = new Exam((int) fields.integer("generation", 1, Integer.MAX_VALUE),
                NoOpFormat.read(fields.object("noOp")), fields.bool("reachable"),
                Set.copyOf(fields.strings("connected")));
        fields.end();
        return exam;
    }
}
