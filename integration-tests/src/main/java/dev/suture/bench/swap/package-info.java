// SPDX-License-Identifier: Apache-2.0
/**
 * The benchmark {@code swap}: the library under a servlet is swapped to and fro while requests arrive at a fixed rate.
 * Each {@link dev.suture.bench.swap.Technique} has gateways of its own, all of the same shipped features; rounds of them take
 * turns. {@link dev.suture.bench.swap.GatewayMain} is the gateway's process, everything else runs in the parent or, the
 * load, in a third process.
 */
package dev.suture.bench.swap;
