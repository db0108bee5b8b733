// SPDX-License-Identifier: Apache-2.0
/**
 * The default policy: patches install by themselves, unless the owner has switched that off or the patch itself asks for
 * consent. Integrators add policies of their own beside it; they can only be stricter.
 */
package dev.suture.policy.internal;
