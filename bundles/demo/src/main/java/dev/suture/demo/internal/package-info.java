// SPDX-License-Identifier: Apache-2.0
/**
 * An ordinary integrator's servlet bundle that knows nothing of updates. It exists to have a hole: with commons-text 1.9
 * below it, anyone who may choose a template may read files of the device (CVE-2022-42889).
 */
package dev.suture.demo.internal;
