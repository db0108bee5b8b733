// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What the agent finds around itself.
 *
 * @param root the state root
 * @param stages the services
 * @param time the clocks
 * @param random spreads moments
 * @param log takes its lines
 */
record World(Path root, Stages stages, Time time, RandomGenerator random, Log log) {}
