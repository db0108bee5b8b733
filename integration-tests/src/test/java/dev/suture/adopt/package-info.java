// SPDX-License-Identifier: Apache-2.0
/**
 * A foreign host is adopted: a plain framework, Felix or Equinox, launched in a process of its own by
 * {@link dev.suture.adopt.HostMain}, which knows nothing of Suture.
 */
package dev.suture.adopt;
