/**
 * The workflow engine: folds the steps of a config over a message. Knows neither HTTP nor
 * Kafka.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.workflow;

import org.jspecify.annotations.NullMarked;
