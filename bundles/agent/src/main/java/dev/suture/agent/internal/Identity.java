// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * Who this device is.
 *
 * @param device its id
 * @param product what it is one of
 * @param bootId the framework's UUID, another at every start
 */
record Identity(String device, String product, String bootId) {}
