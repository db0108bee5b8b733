// SPDX-License-Identifier: Apache-2.0
/**
 * The device's own metadata code behind the command line that the TUF project's conformance suite asks of a client
 * (its CLIENT-CLI.md). {@code integration-tests/conformance/client} starts it, or hands the call to a process that
 * {@code integration-tests/conformance/server} keeps warm.
 */
package dev.suture.conformance;
