/**
 * What is told beside the instruments of each feature.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.telemetry;

import org.jspecify.annotations.NullMarked;
