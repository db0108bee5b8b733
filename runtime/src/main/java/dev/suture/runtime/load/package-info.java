// SPDX-License-Identifier: Apache-2.0
/**
 * The load of the demo and the benchmarks, a process of its own. Requests leave by a fixed schedule whether or not
 * earlier ones were answered (open loop), and each wait is counted from the scheduled time: a server that stalls cannot
 * lower the load or hide the stall. Nothing is retried. One thread and a selector, so that it leaves the processor to
 * those it measures.
 */
package dev.suture.runtime.load;
