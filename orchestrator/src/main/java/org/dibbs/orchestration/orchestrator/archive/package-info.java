/**
 * Reads single records where they lie in Kafka: results, checkpoints, the bodies of
 * submissions.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.archive;

import org.jspecify.annotations.NullMarked;
