/**
 * Makes submissions of batches.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.batch;

import org.jspecify.annotations.NullMarked;
