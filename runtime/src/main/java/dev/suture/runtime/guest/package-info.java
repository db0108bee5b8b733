// SPDX-License-Identifier: Apache-2.0
/**
 * Guest mode: what the launcher is for a gateway of our own, as a bundle in a framework that somebody else launched.
 * {@link dev.suture.runtime.guest.Guest} finds out what the host runs, makes or checks the generation that describes it, and
 * brings the anchor and the updater in; {@link dev.suture.runtime.guest.DriftWatch} tells when the host changes what is
 * managed. Uses the anchor, the libraries over bytes, {@link dev.suture.runtime.state} and the JDK only, because the jar that
 * the host installs has nothing else in it.
 */
package dev.suture.runtime.guest;
