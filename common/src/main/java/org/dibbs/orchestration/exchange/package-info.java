/**
 * What gateway and orchestrator exchange over Kafka: submissions, replies, the topics,
 * keys and headers they travel under, and how a submission's document is read.
 */
@NullMarked
package org.dibbs.orchestration.exchange;

import org.jspecify.annotations.NullMarked;
