// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

/** One fact of the demo made false, to see that its check notices. */
public enum Sabotage {
    /** All as it should be. */
    NONE,
    /** There is no secret for the exploit to find. */
    HOLE,
    /** The patch's content in the repository is not what was signed. */
    PATCH,
    /** Some requests of the load go where nobody answers. */
    LOST
}
