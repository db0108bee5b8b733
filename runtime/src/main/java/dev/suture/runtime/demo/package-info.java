// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: the main job on real input in one command. It starts a broker, a static repository, a gateway and a load,
 * each of the last two a process of its own, closes a real hole by one push and judges the outcome only by what can be
 * seen from outside the gateway.
 */
package dev.suture.runtime.demo;
