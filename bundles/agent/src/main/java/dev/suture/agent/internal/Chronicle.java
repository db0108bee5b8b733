// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.suture.agent.internal.Transitions.Row;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;

/**
 * Writes down every step, then tells of it, then lets the next one be taken. Moves and notes come from the working thread
 * under the anchor's lease; {@link #current} may be asked by any.
 */
final class Chronicle {
    private static final int LONGEST_DETAIL = 300;
    /** What needs the step before it on the disk. The rest goes on even if the disk is full: a trial must be watched. */
    private static final Set<Action> NEEDS_DISK = EnumSet.complementOf(EnumSet.of(Action.REST, Action.WATCH));

    private final ProgressFile file;
    private final History history;
    private final Advance advance;
    private final Voice voice;
    private final Time time;
    private final Log log;
    private volatile Progress current = Progress.NEW;
    private volatile Progress glimpsed = Progress.NEW;
    private boolean saved = true;
    private Optional<Happened> lastTold = Optional.empty();

    Chronicle(ProgressFile file, History history, Advance advance, Voice voice, Time time, Log log) {
        this.file = file;
        this.history = history;
        this.advance = advance;
        this.voice = voice;
        this.time = time;
        this.log = log;
    }

    /** What is known now. */
    Progress current() {
        return current;
    }

    /** What is known now, for people: before the first {@link #open}, what the agent before had written. */
    Progress shown() {
        Progress now = current;
        return now == Progress.NEW ? glimpsed : now;
    }

    /** Looks at what is written, to show it until the lease is had. */
    void glimpse() {
        glimpsed = file.peek();
    }

    /**
     * Reads what was written last, by whichever agent; what could not be written is newer.
     *
     * @return the id of the boot it was written in
     */
    String open(String bootId) throws IOException {
        Progress progress = current;
        if (saved) {
            Progress loaded = file.load();
            progress = progress == Progress.NEW ? loaded : loaded.withFindings(progress.findings());
        }
        current = progress.withBoot(progress.boot().in(bootId));
        return progress.boot().id();
    }

    /**
     * Something happened: takes the step the table has for it. A failure or a deferral that only repeats itself is not told
     * again.
     *
     * @return what is to be done next
     * @throws IOException if it cannot be written down and what follows needs that; then nothing has changed
     */
    Action move(Happened happened) throws IOException {
        Progress before = current;
        Row found = Transitions.get(before.stand().phase(), happened.what());
        Row row = isRepeated(happened, found, before.stand().phase()) ? found.silent() : found;
        Instant now = time.now();
        Progress next = advance.of(before, row, happened, now);
        save(next, NEEDS_DISK.contains(row.then()));
        if (row.says().isPresent()) {
            lastTold = Optional.of(happened);
            record(row.says().get(), now, concerned(row, next), details(next, happened));
        }
        if (!next.stand().equals(before.stand())) {
            voice.tellState(next);
        }
        return row.then();
    }

    private boolean isRepeated(Happened happened, Row row, Phase before) {
        boolean repeatable = happened.what() == Happening.DEFER
                || happened.what() == Happening.FAILURE && row.to() == before;
        return repeatable && lastTold.filter(last -> last.what() == happened.what()
                && last.reason().equals(happened.reason())).isPresent();
    }

    /** Tells of a step that changes no phase. */
    void say(Step step, Instant at, Optional<Target> about, Map<String, String> details) {
        keep(current.withBoot(current.boot().next()).withTime(step, at));
        Map<String, String> facts = new TreeMap<>(details);
        about.ifPresent(target -> facts.put("label", target.label()));
        record(step, at, about, facts);
    }

    /** Remembers what was learned; not worth a write of its own. */
    void note(UnaryOperator<Findings> change) {
        current = current.withFindings(change.apply(current.findings()));
    }

    /** The same, where it has to outlive what comes next. */
    void noteDurably(UnaryOperator<Findings> change) {
        keep(current.withFindings(change.apply(current.findings())));
    }

    /** Tells again where the device stands, to reporters that came later. */
    void tellState() {
        voice.tellState(current);
    }

    /** Tells again of the newest event: an agent that was stopped in the middle of its own swap could not. */
    void repeatLast() throws IOException {
        List<DeviceEvent> events = history.read();
        if (!events.isEmpty()) {
            voice.tell(events.get(events.size() - 1));
        }
    }

    private void save(Progress next, boolean needed) throws IOException {
        if (needed) {
            file.save(next);
            saved = true;
            current = next;
        } else {
            keep(next);
        }
    }

    private void keep(Progress next) {
        try {
            file.save(next);
            saved = true;
        } catch (IOException e) {
            saved = false;
            log.error("agent.json cannot be written, going on without", e);
        }
        current = next;
    }

    private void record(Step step, Instant at, Optional<Target> about, Map<String, String> details) {
        DeviceEvent event = new DeviceEvent(step, at, about.map(Target::patch), about.map(Target::attempt).orElse(0),
                current.boot().sequence(), details);
        try {
            history.append(event);
        } catch (IOException e) {
            log.error("history.jsonl cannot be written, going on without", e);
        }
        log.info(step.wireName() + " " + details);
        voice.tell(event);
    }

    /** A check that fails while nothing is under way is no event of the patch before. */
    private static Optional<Target> concerned(Row row, Progress next) {
        boolean atRest = row.on() == Happening.FAILURE && next.stand().phase().isTerminal();
        return atRest ? Optional.empty() : next.stand().target();
    }

    private static Map<String, String> details(Progress next, Happened happened) {
        Map<String, String> details = new TreeMap<>(happened.details());
        happened.reason().ifPresent(reason -> {
            details.put("code", reason.code().wireName());
            details.put("reason", reason.text());
        });
        happened.until().ifPresent(until -> details.put("until", until.toString()));
        next.stand().target().ifPresent(target -> details.put("label", target.label()));
        details.replaceAll((name, text) -> text.substring(0, Math.min(LONGEST_DETAIL, text.length())));
        return details;
    }
}
