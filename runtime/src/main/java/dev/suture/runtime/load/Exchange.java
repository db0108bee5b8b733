// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.util.Optional;

/** One request from its scheduled time to its end, which is counted exactly once. Used by one thread. */
final class Exchange {
    private final Tally tally;
    private final String expected;
    private final long scheduled;
    private boolean ended;

    /** A request that leaves now; {@code scheduled} in nanoseconds. */
    Exchange(Tally tally, String expected, long scheduled) {
        this.tally = tally;
        this.expected = expected;
        this.scheduled = scheduled;
        tally.sent();
    }

    long scheduled() {
        return scheduled;
    }

    boolean ended() {
        return ended;
    }

    /** It was answered at {@code now}, rightly or not. */
    void answered(ResponseReader.Response response, long now) {
        Optional<String> fault = findFault(response);
        if (fault.isPresent()) {
            lost(fault.get());
        } else if (!ended) {
            ended = true;
            tally.right(scheduled, now);
        }
    }

    /** It will not be answered rightly any more. */
    void lost(String kind) {
        if (!ended) {
            ended = true;
            tally.lost(kind);
        }
    }

    private Optional<String> findFault(ResponseReader.Response response) {
        if (response.status() != 200) {
            return Optional.of("status " + response.status());
        }
        return response.body().equals(expected) ? Optional.empty() : Optional.of("body");
    }
}
