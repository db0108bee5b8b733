// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * The load process. Takes the commands of {@link LoadMessages} from its standard input and answers each with one line.
 * It ends after {@code stop}, and when its input ends: it cannot outlive its parent.
 */
public final class LoadMain {
    private LoadMain() {
    }

    /** Runs it; there are no arguments. Exit code 1 after a command that is none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            serve(in, out);
        } catch (MalformedException | IllegalArgumentException e) {
            System.err.println("load: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(BufferedReader in, PrintStream out) throws IOException, InterruptedException,
            MalformedException {
        String first = in.readLine();
        if (first == null) {
            return;
        }
        Fields start = LoadMessages.parse(first);
        if (!start.string("do").equals("start")) {
            throw start.wrong("do", "not 'start'");
        }
        try (Load load = new Load(LoadMessages.readPlan(start))) {
            out.println(LoadMessages.write(load.snapshot()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Fields command = LoadMessages.parse(line);
                out.println(LoadMessages.write(carryOut(command, load)));
                if (command.string("do").equals("stop")) {
                    return;
                }
            }
        }
    }

    private static LoadReport carryOut(Fields command, Load load) throws IOException, InterruptedException,
            MalformedException {
        return switch (command.string("do")) {
        case "snapshot" -> load.snapshot();
        case "mark" -> load.mark();
        case "stop" -> load.stop();
        case "stray" -> load.stray((int) command.integer("port", 1, 65_535),
                (int) command.integer("count", 1, 1000));
        default -> throw command.wrong("do", "not a command");
        };
    }
}
