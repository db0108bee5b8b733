// SPDX-License-Identifier: Apache-2.0
/**
 * The launcher: from features or a generation on disk to a running framework. {@link dev.suture.runtime.launch.Feature} is
 * what an integrator lists, {@link dev.suture.runtime.launch.FirstGeneration} makes generation 1 of it,
 * {@link dev.suture.runtime.launch.Boot} chooses a generation whose files are whole before the framework sees them, and
 * {@link dev.suture.runtime.launch.Launcher} boots it.
 */
package dev.suture.runtime.launch;
