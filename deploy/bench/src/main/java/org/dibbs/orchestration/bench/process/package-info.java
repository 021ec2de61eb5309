/**
 * Processes, and what they use.
 */
@NullMarked
package org.dibbs.orchestration.bench.process;

import org.jspecify.annotations.NullMarked;
