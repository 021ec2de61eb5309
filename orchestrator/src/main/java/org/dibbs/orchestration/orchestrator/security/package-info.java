/**
 * Who may call a worker: front doors, for callers that they know.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.security;

import org.jspecify.annotations.NullMarked;
