// SPDX-License-Identifier: Apache-2.0
/**
 * The integrator's other word: is the device well? Asked inside a switch (quick gates) and through the whole trial.
 */
@Export
@Version("1.0.0")
package dev.suture.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
