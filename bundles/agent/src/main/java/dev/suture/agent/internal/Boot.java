// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * Which run of the framework this is.
 *
 * @param id the framework's UUID, another at every start
 * @param count how often the device has booted
 * @param sequence the number of the newest event of this boot
 */
record Boot(String id, long count, long sequence) {
    /** Before the first boot. */
    static final Boot NONE = new Boot("", 0, 0);

    /** The boot with this id: the same one, or the next. */
    Boot in(String current) {
        return id.equals(current) ? this : new Boot(current, count + 1, 0);
    }

    Boot next() {
        return new Boot(id, count, sequence + 1);
    }
}
