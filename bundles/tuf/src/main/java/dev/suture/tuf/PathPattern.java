// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

/**
 * A PATHPATTERN (TUF §4.5): a target path with shell wildcards. {@code *} is any characters, {@code ?} is one,
 * {@code [a-c]} and {@code [!a-c]} are one of a set; none of them is a slash. A bracket that is not closed is itself.
 *
 * @param pattern its text
 */
public record PathPattern(String pattern) {
    /** Whether it matches a whole target path. The time is bounded by the product of both lengths. */
    public boolean matches(String path) {
        String[] globs = pattern.split("/", -1);
        String[] names = path.split("/", -1);
        boolean same = globs.length == names.length;
        for (int i = 0; same && i < globs.length; i++) {
            same = Segment.of(globs[i]).matches(names[i].codePoints().toArray());
        }
        return same;
    }

    /** What stands between two slashes; {@code closing} says for each place where the next closing bracket is. */
    private record Segment(int[] glob, int[] closing) {
        private static final int NO = -1;

        static Segment of(String text) {
            int[] glob = text.codePoints().toArray();
            int[] closing = new int[glob.length + 1];
            closing[glob.length] = NO;
            for (int at = glob.length - 1; at >= 0; at--) {
                closing[at] = glob[at] == ']' ? at : closing[at + 1];
            }
            return new Segment(glob, closing);
        }

        /** Goes back to the last star only: an earlier one could match nothing that this one cannot. */
        boolean matches(int[] name) {
            int at = 0;
            int star = NO;
            int swallowed = 0;
            int next = 0;
            while (next < name.length) {
                int behind = at < glob.length && glob[at] != '*' ? match(at, name[next]) : NO;
                if (at < glob.length && glob[at] == '*') {
                    star = at++;
                    swallowed = next;
                } else if (behind != NO) {
                    at = behind;
                    next++;
                } else if (star != NO) {
                    at = star + 1;
                    next = ++swallowed;
                } else {
                    return false;
                }
            }
            return onlyStarsFrom(at);
        }

        private boolean onlyStarsFrom(int start) {
            int at = start;
            while (at < glob.length && glob[at] == '*') {
                at++;
            }
            return at == glob.length;
        }

        /** Where the pattern goes on if what stands at {@code at} matches {@code c}, else {@link #NO}. */
        private int match(int at, int c) {
            int close = glob[at] == '[' ? close(at) : NO;
            if (close != NO) {
                return isInSet(at + 1, close, c) ? close + 1 : NO;
            }
            return glob[at] == '?' || glob[at] == c ? at + 1 : NO;
        }

        /** Where the set that opens at {@code open} closes; a bracket that stands first in it is a member. */
        private int close(int open) {
            int at = open + 1;
            at += at < glob.length && glob[at] == '!' ? 1 : 0;
            at += at < glob.length && glob[at] == ']' ? 1 : 0;
            return closing[at];
        }

        private boolean isInSet(int from, int to, int c) {
            boolean negated = glob[from] == '!';
            boolean found = false;
            int at = negated ? from + 1 : from;
            while (at < to) {
                boolean range = at + 2 < to && glob[at + 1] == '-';
                int last = range ? at + 2 : at;
                found |= glob[at] <= c && c <= glob[last];
                at = last + 1;
            }
            return found != negated;
        }
    }
}
