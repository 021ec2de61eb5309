/**
 * What is told beside the instruments of each feature.
 */
@NullMarked
package org.dibbs.orchestration.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
