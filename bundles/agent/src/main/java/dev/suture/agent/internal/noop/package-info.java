// SPDX-License-Identifier: Apache-2.0
/**
 * The no-op: a repository of a vendor that does not exist, with one patch for a device that does not exist. Whoever carries it to
 * the end, and refuses it in each form in which something is wrong, can be trusted with a real patch. This room makes it, keeps
 * it as JSON, and has given stages carry it at a place of its own; it knows nothing of the agent, which decides when.
 */
package dev.suture.agent.internal.noop;
