// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.suture.runtime.load.LoadMain;
import dev.suture.runtime.load.LoadMessages;
import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;
import dev.suture.tuf.json.MalformedException;

/** The load, seen from its parent. Safe for use by several threads. */
public final class LoadProcess implements AutoCloseable {
    /** Small and quick to start: it shares the machine with what it measures. */
    private static final List<String> OPTIONS = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-Xshare:auto");

    private final ChildJvm child;

    /** Starts the process and, in it, the load; its complaints go to {@code log}. */
    public LoadProcess(LoadPlan plan, Path log) throws IOException {
        child = new ChildJvm(new ChildJvm.Plan("load", OPTIONS, LoadMain.class.getName(), List.of(), log, true));
        try {
            ask(LoadMessages.start(plan));
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    public long pid() {
        return child.pid();
    }

    /** The count so far. */
    public LoadReport snapshot() throws IOException {
        return ask(LoadMessages.command("snapshot"));
    }

    /** The count so far; from here on the longest wait is counted anew as well. */
    public LoadReport mark() throws IOException {
        return ask(LoadMessages.command("mark"));
    }

    /** Has some requests sent where nobody answers. */
    public LoadReport stray(int port, int count) throws IOException {
        return ask(LoadMessages.stray(port, count));
    }

    /** Ends the load and waits for the last answers: the final count. */
    public LoadReport stop() throws IOException {
        return ask(LoadMessages.command("stop"));
    }

    private synchronized LoadReport ask(String command) throws IOException {
        child.send(command);
        try {
            return LoadMessages.readReport(child.receive());
        } catch (MalformedException e) {
            throw new IOException("the load process does not speak its own language", e);
        }
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        child.close();
    }
}
