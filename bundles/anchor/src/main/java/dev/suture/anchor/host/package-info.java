// SPDX-License-Identifier: Apache-2.0
/**
 * The anchor itself, for whoever hosts it: the launcher, or the activator of guest mode. {@link dev.suture.anchor.host.AnchorHost}
 * puts it into a framework; {@link dev.suture.anchor.host.SwitchExecution} runs one script;
 * {@link dev.suture.anchor.host.Journal} and {@link dev.suture.anchor.host.CurrentFile} are what survives a power cut, and
 * {@link dev.suture.anchor.host.BootChoice} reads both before a framework exists. Not exported: nothing in a framework can
 * reach it.
 */
package dev.suture.anchor.host;
