// SPDX-License-Identifier: Apache-2.0
/**
 * The swap in guest mode: a Felix that somebody else has launched, here Pax Exam, with the anchor as an ordinary bundle.
 * {@link dev.suture.swap.GuestGateway} sets it up from outside; everything else here runs inside, in Pax Exam's probe.
 */
package dev.suture.swap;
