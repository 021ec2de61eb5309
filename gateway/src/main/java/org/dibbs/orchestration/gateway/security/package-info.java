/**
 * Finds out who calls, and refuses what that one may not do, before anything else looks
 * at a request.
 */
@NullMarked
package org.dibbs.orchestration.gateway.security;

import org.jspecify.annotations.NullMarked;
