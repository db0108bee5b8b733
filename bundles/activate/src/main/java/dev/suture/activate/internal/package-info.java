// SPDX-License-Identifier: Apache-2.0
/**
 * From what the framework runs to a generation: {@link dev.suture.activate.internal.Planner} finds S, the changed bundles
 * and their dependency closure, and the order; {@link dev.suture.activate.internal.SwitchActivator} hands the script to
 * the anchor, which alone executes it.
 */
package dev.suture.activate.internal;
