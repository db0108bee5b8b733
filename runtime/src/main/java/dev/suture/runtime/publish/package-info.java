// SPDX-License-Identifier: Apache-2.0
/**
 * The publisher's commands: {@code init}, {@code base}, {@code patch}, {@code announce} and {@code repo status}. They turn
 * arguments into calls of {@link dev.suture.publish.Publisher} and its refusals into one line.
 */
package dev.suture.runtime.publish;
