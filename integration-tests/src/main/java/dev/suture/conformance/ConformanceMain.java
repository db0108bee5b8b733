// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Runs one call, or with {@code --serve FOLDER} the calls that arrive in a folder, until it is stopped. */
public final class ConformanceMain {
    private ConformanceMain() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--serve")) {
            new WarmServer(Path.of(arguments[1])).serve();
        } else {
            System.exit(ConformanceClient.run(List.of(arguments), Clock.systemUTC(), new PrintWriter(System.err,
                    true)));
        }
    }
}
