// SPDX-License-Identifier: Apache-2.0
/**
 * The default health gates: are the managed bundles started, do they stay so, are the components
 * satisfied that once were, is the JVM well?
 * Each is a plain class that judges what it is shown, and a thin component that shows it the framework.
 */
package dev.suture.health.internal;
