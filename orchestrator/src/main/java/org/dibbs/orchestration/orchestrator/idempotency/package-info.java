/**
 * Which submission an {@code Idempotency-Key} stands for, decided once for all front
 * doors.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.idempotency;

import org.jspecify.annotations.NullMarked;
