// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import dev.suture.stage.Generation;

/**
 * What is there before the anchor comes.
 *
 * @param generation describes exactly what runs
 * @param reality how the host agrees with the generation before
 */
record Arrived(Generation generation, Reality reality) {}
