// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The journal of the script in execution: {@code journal/script.log}, one line a state, each with its CRC and synced. A new
 * script replaces the file, so there is never more than one. A torn line was never acted on and is ignored.
 */
public final class Journal {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8}) (.*)");
    private static final Pattern SCRIPT = Pattern.compile("suture-journal 1 script (\\d{1,9}) (\\d{1,9})");
    private static final int MAX_LENGTH = 64 * 1024;

    private final Path file;

    /** The one of this state root. @throws IOException if its folder cannot be made */
    public Journal(Path root) throws IOException {
        file = root.resolve("journal").resolve("script.log");
        Durable.makeFolder(file.getParent());
    }

    /**
     * A script as the journal knows it.
     *
     * @param from the generation it starts at
     * @param to the generation it leads to
     * @param state how far it has come
     */
    public record Entry(int from, int to, ScriptState state) {}

    /** Begins a script, in state {@link ScriptState#PREPARED}. */
    void begin(int from, int to) throws IOException {
        Durable.replace(file, (line("suture-journal 1 script " + from + " " + to) + line(ScriptState.PREPARED.name()))
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Begins the script anew if the journal does not know it: it was lost, or is about another one. */
    void resume(int from, int to) throws IOException {
        if (find().filter(entry -> entry.from() == from && entry.to() == to).isEmpty()) {
            begin(from, to);
        }
    }

    /** Records that the script has come to {@code state}. */
    void record(ScriptState state) throws IOException {
        // The line feed in front ends a line that a power cut has torn; an empty line means nothing.
        Durable.append(file, ("\n" + line(state.name())).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The last script and how far it came, if there was one.
     *
     * @throws DamagedException if another version wrote it
     */
    public Optional<Entry> find() throws IOException {
        return last(entry -> true);
    }

    /** The last script and what came of it, whether or not it has been cleaned up. */
    Optional<Entry> findDecision() throws IOException {
        return last(entry -> entry.state() != ScriptState.CLEAN);
    }

    private Optional<Entry> last(Predicate<Entry> wanted) throws IOException {
        if (!Files.exists(file) || Files.size(file) > MAX_LENGTH) {
            return Optional.empty();
        }
        Optional<Entry> entry = Optional.empty();
        Optional<Entry> last = Optional.empty();
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
            Optional<String> content = content(line);
            if (content.isPresent()) {
                entry = entry.isEmpty() ? begun(content.get()) : advanced(entry.get(), content.get());
                last = entry.isPresent() && wanted.test(entry.get()) ? entry : last;
            }
        }
        return last;
    }

    private static Optional<Entry> begun(String content) {
        Matcher matcher = SCRIPT.matcher(content);
        return matcher.matches()
                ? Optional.of(new Entry(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                        ScriptState.PREPARED))
                : Optional.empty();
    }

    /** A whole line that means nothing was written by another version: what it did is not to be guessed. */
    private static Optional<Entry> advanced(Entry entry, String content) throws DamagedException {
        for (ScriptState state : ScriptState.values()) {
            if (state.name().equals(content)) {
                return Optional.of(new Entry(entry.from(), entry.to(), state));
            }
        }
        throw new DamagedException(
                "journal/script.log has the state " + content + ", which this version does not know");
    }

    private static Optional<String> content(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() && crc(matcher.group(2)).equals(matcher.group(1))
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    private static String line(String content) {
        return crc(content) + " " + content + "\n";
    }

    private static String crc(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
