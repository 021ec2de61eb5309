/**
 * The floor: the same calls of building blocks without queue and telemetry.
 */
@NullMarked
package org.dibbs.orchestration.bench.floor;

import org.jspecify.annotations.NullMarked;
