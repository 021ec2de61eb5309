/**
 * What the worker writes to Kafka, and that it is not given up before the broker has it.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.reply;

import org.jspecify.annotations.NullMarked;
