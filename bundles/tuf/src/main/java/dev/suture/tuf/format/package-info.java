// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON forms of what Suture signs, pushes and keeps: {@code patch.json}, {@code base.json}, the notification, the
 * generation and the advisory. Each is format 1, a closed schema: an unknown field, a missing one, a wrong type or another
 * format is refused, so an old device never acts on half of what a newer publisher meant. Optional fields are left out when
 * empty. The same value always gives the same bytes, and whatever is written can be read again. All classes are stateless.
 */
@Export
@Version("1.0.0")
package dev.suture.tuf.format;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
