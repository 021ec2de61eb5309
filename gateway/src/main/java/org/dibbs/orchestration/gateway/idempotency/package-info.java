/**
 * What an {@code Idempotency-Key} stands for, and the answer to what was accepted before.
 * The workers know both; a key itself is kept nowhere, only its SHA-256.
 */
@NullMarked
package org.dibbs.orchestration.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
