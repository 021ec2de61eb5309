/**
 * Takes submissions from Kafka, many at once, and sees to it that each is finished before
 * its offset is committed.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.intake;

import org.jspecify.annotations.NullMarked;
