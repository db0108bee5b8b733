// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

/**
 * The way to the repository.
 *
 * @param source where content comes from
 * @param throttle how fast it may come
 */
record Link(Source source, Throttle throttle) {}
