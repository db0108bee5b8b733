// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier as a component: the TUF workflow of {@code dev.suture.tuf} between the fetchers and the folder of trusted
 * files, and from trusted metadata to the offer for this device.
 */
package dev.suture.verify.internal;
