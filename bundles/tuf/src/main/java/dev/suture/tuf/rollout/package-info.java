// SPDX-License-Identifier: Apache-2.0
/**
 * Which devices a rollout means: one rule, the same for the device that asks whether it is meant and for the publisher that
 * wants to know how many are.
 */
package dev.suture.tuf.rollout;
