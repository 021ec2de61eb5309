/**
 * Sends requests at a rate or by a number of callers, and notes how long each answer
 * took.
 */
@NullMarked
package org.dibbs.orchestration.bench.load;

import org.jspecify.annotations.NullMarked;
