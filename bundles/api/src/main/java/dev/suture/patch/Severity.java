// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/** How bad the hole is, in the words of CVSS. */
public enum Severity {
    LOW, MEDIUM, HIGH, CRITICAL
}
