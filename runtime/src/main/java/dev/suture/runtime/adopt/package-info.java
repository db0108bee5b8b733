// SPDX-License-Identifier: Apache-2.0
/**
 * Brings Suture into a gateway that runs already: {@link dev.suture.runtime.adopt.AdoptCommand} lays what the guest needs into
 * a state root, and {@link dev.suture.runtime.adopt.GuestJar} makes the one bundle that the host installs. What happens in the
 * host is {@link dev.suture.runtime.guest}.
 */
package dev.suture.runtime.adopt;
