// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

/** A form of the no-op; in all but the first one thing is wrong, and nothing else. */
public enum Form {
    /** To be carried. */
    RIGHT("that is right"),
    /** One byte of the timestamp is another; its signature does not fit it any more. */
    FLIPPED("whose timestamp was changed"),
    /** The timestamp has expired. */
    EXPIRED("whose timestamp has expired"),
    /** The list of patches is signed with the snapshot's keys. */
    FOREIGN_KEYS("that was signed for another role"),
    /** The role of another product lists it. */
    FOREIGN_ROLE("that another product's role lists"),
    /** The content is not what was signed. */
    SPOILT("whose content was changed");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /** For a person, after "a patch". */
    public String words() {
        return words;
    }
}
