// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy;

import java.time.Instant;

import dev.suture.stage.Generation;

/**
 * What a policy may know of the device.
 *
 * @param device the device's id
 * @param running what it runs
 * @param now the time of asking
 * @param consented whether a person at this device has agreed to this patch, relaunch included
 */
public record DeviceContext(String device, Generation running, Instant now, boolean consented) {}
