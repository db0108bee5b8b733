// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The demo's verdict. Each check has a name and may need others, which were made before it: where one of those did not
 * hold, it would prove nothing and is skipped. Used by one thread.
 */
final class Checks {
    private final List<Outcome> outcomes = new ArrayList<>();

    /** How a check ended. */
    enum Result {
        HELD, FAILED, SKIPPED
    }

    /** One check and how it ended; {@code detail} is one line, empty if it held. */
    record Outcome(String name, Result result, String detail) {}

    /** What is checked. */
    interface Check {
        /** What is wrong, in one line; empty if nothing is. An {@link IOException} counts as its message. */
        Optional<String> findFault() throws IOException, InterruptedException;
    }

    /**
     * Makes a check, or skips it.
     *
     * @param needs names of earlier checks
     * @throws IllegalArgumentException if the name is taken or a need was not checked before
     */
    Result check(String name, Check check, String... needs) throws InterruptedException {
        if (find(name).isPresent()) {
            throw new IllegalArgumentException("there is a check '" + name + "' already");
        }
        Outcome outcome = decide(name, check, List.of(needs));
        outcomes.add(outcome);
        return outcome.result();
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    long count(Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }

    /** Whether all were made and all held. */
    boolean allHeld() {
        return count(Result.HELD) == outcomes.size();
    }

    /** {@code "9 checks held, 0 failed"}, and how many were skipped if any was. */
    String summary() {
        long skipped = count(Result.SKIPPED);
        return count(Result.HELD) + " checks held, " + count(Result.FAILED) + " failed"
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private Outcome decide(String name, Check check, List<String> needs) throws InterruptedException {
        for (String need : needs) {
            Outcome earlier = find(need).orElseThrow(
                    () -> new IllegalArgumentException("'" + name + "' needs '" + need + "', which was not checked"));
            if (earlier.result() != Result.HELD) {
                return new Outcome(name, Result.SKIPPED, "it needs '" + need + "', which did not hold");
            }
        }
        Optional<String> fault = findFault(check);
        return new Outcome(name, fault.isPresent() ? Result.FAILED : Result.HELD, fault.orElse(""));
    }

    private static Optional<String> findFault(Check check) throws InterruptedException {
        try {
            return check.findFault();
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Optional<Outcome> find(String name) {
        return outcomes.stream().filter(outcome -> outcome.name().equals(name)).findFirst();
    }
}
