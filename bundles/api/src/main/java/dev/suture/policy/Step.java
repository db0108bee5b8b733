// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy;

/** The steps a policy is asked about. */
public enum Step {
    /** Before anything of the patch is downloaded. */
    FETCH,
    /** Before the switch; everything is on disk. */
    ACTIVATE
}
