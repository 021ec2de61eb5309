/**
 * Runs submissions once more: those whose last attempt failed by what may pass, when they
 * are due, and those that somebody wants to be replayed.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.redelivery;

import org.jspecify.annotations.NullMarked;
