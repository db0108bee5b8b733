// SPDX-License-Identifier: Apache-2.0
/**
 * From an offer to a generation on the disk. {@link dev.suture.stage.internal.NextGeneration} says what it consists of,
 * without touching anything; {@link dev.suture.stage.internal.Supply} fetches, unpacks and verifies what the
 * {@link dev.suture.stage.internal.Store} does not have; {@link dev.suture.stage.internal.Generations} lays it out. What
 * becomes visible under its final name is whole and synced, so a cut at any moment leaves nothing half.
 */
package dev.suture.stage.internal;
