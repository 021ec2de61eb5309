/**
 * The audit trail at the worker: it tells what callers do here, brings all records into a
 * table whose rows form a chain, and lets administrators read and verify it.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
