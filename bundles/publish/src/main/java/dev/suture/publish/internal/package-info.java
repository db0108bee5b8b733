// SPDX-License-Identifier: Apache-2.0
/** How a workspace is kept, read, added to and signed. Private to this bundle. */
package dev.suture.publish.internal;
