// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * Who this device is, and since when.
 *
 * @param device its id
 * @param product what it is one of
 * @param bootId the framework's UUID, another at every start
 * @param machineBoot which boot of the machine this is: another one says that the power may have been cut
 */
record Identity(String device, String product, String bootId, String machineBoot) {}
