/**
 * The names of our own telemetry, so that code, dashboards and documentation cannot spell
 * them differently.
 */
@NullMarked
package org.dibbs.orchestration.telemetry;

import org.jspecify.annotations.NullMarked;
