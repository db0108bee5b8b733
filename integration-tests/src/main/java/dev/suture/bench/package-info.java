// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks: ours against what others do, in the same run, on the same machine. A benchmark fails where ours breaks a
 * promise, never for being slow. Its command line is {@code integration-tests/bench}.
 */
package dev.suture.bench;
