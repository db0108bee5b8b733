// SPDX-License-Identifier: Apache-2.0
/**
 * Drives one offer from notification to confirmation. {@link dev.suture.agent.internal.Transitions} says what may follow
 * what, {@link dev.suture.agent.internal.Engine} walks it one operation at a time under the anchor's lease, and
 * {@link dev.suture.agent.internal.Chronicle} writes every step down before the next is taken, so that an agent that is
 * killed or swapped is continued by the next one. The stages themselves are services, taken for one use each.
 */
package dev.suture.agent.internal;
