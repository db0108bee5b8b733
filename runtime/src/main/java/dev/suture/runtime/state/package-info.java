// SPDX-License-Identifier: Apache-2.0
/**
 * A state root on this disk, as far as launcher and guest both use it: {@link dev.suture.runtime.state.RootLock} keeps it for
 * one process, {@link dev.suture.runtime.state.GenerationFiles} are its store and generations, and
 * {@link dev.suture.runtime.state.Disk} is how either writes.
 */
package dev.suture.runtime.state;
