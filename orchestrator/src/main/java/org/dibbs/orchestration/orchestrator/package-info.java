/**
 * The worker: takes submissions from the queue and runs their workflows.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator;

import org.jspecify.annotations.NullMarked;
