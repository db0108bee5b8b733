// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of ARCHITECTURE.md, "The house", as checks over what the build has made: manifests and classes of the jars,
 * features, folders. A rule that changes changes here and there in one commit.
 */
package dev.suture.house;
