// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import dev.suture.stage.StageWatch;

/**
 * Who waits for what is fetched.
 *
 * @param watch asked whether anybody still does
 * @param tally told of each chunk
 */
record Wait(StageWatch watch, Tally tally) {}
