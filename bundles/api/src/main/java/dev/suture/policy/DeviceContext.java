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
 */
public record DeviceContext(String device, Generation running, Instant now) {}
