/**
 * The way of a submission through the queue and back: published, acknowledged, waited
 * for, answered; the only package that knows Kafka.
 */
@NullMarked
package org.dibbs.orchestration.gateway.handover;

import org.jspecify.annotations.NullMarked;
