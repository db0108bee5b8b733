// SPDX-License-Identifier: Apache-2.0
/**
 * Downloads over HTTP/1.1, one connection each, on plain sockets. The JDK's own clients are not used: a server that drips
 * its headers or chunk lines holds HttpURLConnection for hours and cannot be cut off, and java.net.http leaves threads
 * behind. Here every byte, of whatever it is a part, passes one place that keeps the time.
 */
package dev.suture.fetch.http.internal;
