// SPDX-License-Identifier: Apache-2.0
/**
 * Fuzzing, for tests: each package that reads bytes from outside, or from a disk that may be damaged, has a class
 * {@code FuzzTest} with one line a parser. Every build gives the parsers what is in these lines: samples, and all that once
 * broke them. {@code integration-tests/fuzz} lets Jazzer make up more from there, guided by what the code does with it.
 */
package dev.suture.fuzz;
