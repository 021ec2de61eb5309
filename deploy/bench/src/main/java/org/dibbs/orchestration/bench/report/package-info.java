/**
 * What was measured: as a table, for programs, as plots.
 */
@NullMarked
package org.dibbs.orchestration.bench.report;

import org.jspecify.annotations.NullMarked;
