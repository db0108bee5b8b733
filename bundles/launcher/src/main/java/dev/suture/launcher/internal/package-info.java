// SPDX-License-Identifier: Apache-2.0
/**
 * Launches the framework of one generation and shows what it logs. {@link dev.suture.launcher.internal.Launch} is called by
 * whatever chose the generation, which may be of another release, so that only types of the JDK pass between them.
 */
package dev.suture.launcher.internal;
