// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Takes calls from a folder that only its owner can write to. A line of the named pipe {@code calls} names a call; its file
 * {@code NAME.call} holds the caller's time in seconds and the arguments, a NUL behind each; the named pipe
 * {@code NAME.answer} takes the exit code, and what there is to say. The time is the caller's because the suite fakes it there.
 */
final class WarmServer {
    private final Path folder;

    WarmServer(Path folder) {
        this.folder = folder;
    }

    /** Serves one call after the other, for ever: the pipe is open for writing here as well, so it has no end. */
    void serve() throws IOException {
        try (FileInputStream pipe = new FileInputStream(folder.resolve("calls").toFile());
                BufferedReader calls = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8))) {
            for (String call = calls.readLine(); call != null; call = calls.readLine()) {
                answer(call);
            }
        }
    }

    private void answer(String call) throws IOException {
        String text = Files.readString(folder.resolve(call + ".call"));
        List<String> fields = List.of(text.substring(0, text.length() - 1).split("\0", -1));
        Clock clock = Clock.fixed(Instant.ofEpochSecond(Long.parseLong(fields.get(0))), ZoneOffset.UTC);
        StringWriter said = new StringWriter();
        int code = ConformanceClient.run(fields.subList(1, fields.size()), clock, new PrintWriter(said, true));
        Files.writeString(folder.resolve(call + ".answer"), code + "\n" + said);
    }
}
