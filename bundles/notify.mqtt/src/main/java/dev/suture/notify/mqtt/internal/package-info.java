// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications in, device state out, over MQTT 5. {@link dev.suture.notify.mqtt.internal.Supervisor} is the life of the
 * connection and knows no MQTT library; {@link dev.suture.notify.mqtt.internal.Transport} is its port, behind which Paho is
 * kept and its faults are worked around. Everything here runs on one thread, the timeline, but what says otherwise.
 */
package dev.suture.notify.mqtt.internal;
