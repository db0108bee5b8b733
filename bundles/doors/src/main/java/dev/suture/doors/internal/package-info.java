// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP door: {@link dev.suture.doors.internal.Turnstile} counts and parks,
 * {@link dev.suture.doors.internal.HttpDoor} puts it in front of every request as an HTTP Whiteboard Preprocessor. A
 * Preprocessor and not a Filter, because filters and servlets are resolved before a filter could park.
 */
package dev.suture.doors.internal;
